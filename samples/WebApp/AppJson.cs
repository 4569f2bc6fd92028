using System.Text.Json.Serialization;
using WebApp.Loops;

namespace WebApp;

/// <summary>How requests and answers are read and written without reflection, which Native AOT has not.</summary>
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(SignUpRequest))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(PreferencesRequest))]
[JsonSerializable(typeof(PasswordResetRequest))]
internal sealed partial class AppJson : JsonSerializerContext;
