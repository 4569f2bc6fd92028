using System.Text.Json.Serialization;

namespace WebApp.Loops;

/// <summary>What somebody pays for; Loops gets the name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Plan>))]
public enum Plan
{
    Free,
    Pro,
    Team,
}
