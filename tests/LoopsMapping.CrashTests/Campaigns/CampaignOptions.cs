using System.Globalization;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>The options of one campaign, as the command line says them.</summary>
internal sealed class CampaignOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private CampaignOptions()
    {
    }

    public int Seed { get; private set; } = Random.Shared.Next();

    public string? Directory { get; private set; }

    public bool Keep { get; private set; }

    /// <param name="arguments">Names and values.</param>
    /// <param name="known">The names of the campaign's own options, with their dashes.</param>
    /// <exception cref="UsageException">One is unknown or has no value.</exception>
    public static CampaignOptions Parse(string[] arguments, IReadOnlyList<string> known)
    {
        var options = new CampaignOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name == "--keep")
            {
                options.Keep = true;
                continue;
            }
            if (name is not ("--seed" or "--directory" or "--store") && !known.Contains(name))
                throw CommandLine.Wrong($"This campaign has no option {name}.");
            options._values[name] = ++i < arguments.Length ? arguments[i] : throw CommandLine.Wrong($"{name} has no value.");
        }
        options.Seed = options.Number("--seed", options.Seed, least: 0);
        options.Directory = options.Text("--directory");
        return options;
    }

    /// <summary>Where the store is: in the file of a directory, or in a schema of its own.</summary>
    /// <exception cref="UsageException">There is no such store.</exception>
    public StorePlace PlaceIn(string directory) => StorePlace.Of(Text("--store") ?? "sqlite", directory);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="UsageException">It is no number, or too small a one.</exception>
    public int Number(string name, int otherwise, int least = 1)
    {
        if (Text(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw CommandLine.Wrong($"{name} '{text}' is no number from {least}.");
    }
}
