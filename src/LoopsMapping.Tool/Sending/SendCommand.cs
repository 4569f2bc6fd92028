using System.CommandLine;
using System.Text.Json;
using LoopsMapping.Generator.Schema;
using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;
using Spectre.Console;

namespace LoopsMapping.Tool.Sending;

/// <summary><c>send</c>: the test event. One mapping is sent for real, and what Loops made of it is shown.</summary>
internal static class SendCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new AccountOptions(console);
        var built = new BuiltDestinations(console);
        var name = new Argument<string>("mapping") { Description = "The class, or the name of the event, or the id of the transactional email.", HelpName = "MAPPING" };
        var email = new Option<string>("--email") { Description = "Whose contact it is, or who gets it. Required.", HelpName = "ADDRESS", Required = true };
        email.Validators.Add(static result =>
        {
            if (result.Tokens is [var address] && address.Value.Trim().Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
                result.AddError("--email takes an e-mail address.");
        });
        var set = new Option<string[]>("--set") { Description = "A value, by its name in Loops or its C# member. Can be repeated.", HelpName = "NAME=VALUE" };
        set.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError("--set takes NAME=VALUE, such as plan=Pro.");
        });
        var yes = Confirmation.CreateOption();
        var command = new ToolCommand("send", "Send one mapping with test values, and show what Loops made of it.")
        {
            Notes =
            [
                "Values that are not given are made from the types: text is \"Test\" or the first name of an enum, a number",
                "1, a boolean true, a date now. What the code computes or converts must be given. Mailing lists,",
                "subscribed and userId are sent only when they are given. It asks before a real account gets something.",
                "",
                .. AccountOptions.KeyNotes,
                "",
                $"Exit code: 0 sent and stored as sent, 1 not sent or stored otherwise, 2 wrong command line,",
                $"{ExitCode.OfLoops}.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} send UserRegistered --email you@example.com --set plan=Pro", "The event of this class, as the project in the current folder sends it."),
                ($"{LoopsTool.Name} send User --email you@example.com --project src/App", "The contact of this class."),
                ($"{LoopsTool.Name} send UserRegistered --email you@example.com --base-address http://127.0.0.1:5090/api/v1/", $"To the local Loops of \"{LoopsTool.Name} serve\"."),
            ],
        };
        command.Add(name);
        command.Add(email);
        command.Add(set);
        command.Add(options.Project);
        built.AddTo(command);
        command.Add(yes);
        command.Add(options.BaseAddress);
        command.Add(options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var manifest = await built.ReadOneAsync(parsed, options.FindProject(parsed), cancellationToken);
            var mapping = Find(manifest, parsed.GetValue(name)!);
            var request = TestRequest.Of(mapping, SampleValues.Of(mapping, parsed.GetValue(set) ?? [], console.Time.GetUtcNow()), parsed.GetValue(email)!.Trim());
            var account = options.Connect(parsed);
            if (!account.IsLocal && !parsed.GetValue(yes))
            {
                await console.Error.WriteLineAsync($"{request} to {account.Authority}:");
                await console.Error.WriteLineAsync(ToolJson.Pretty(request.Body));
                var effect = mapping.Action switch { LoopsManifestAction.Contact => "It changes the contact", LoopsManifestAction.Event => "It starts what waits for the event, e-mails included", _ => "It is an e-mail" };
                if (!await Confirmation.AskAsync(console, $"Send it to the real account? {effect}.", cancellationToken))
                    return ExitCode.Failure;
            }
            await account.AskAsync(api => request.SendAsync(api, cancellationToken));
            var contact = mapping.Action == LoopsManifestAction.Transactional && !mapping.AddToAudience
                ? null
                : await account.AskAsync(api => api.FindContactAsync(LoopsContactKey.Email(parsed.GetValue(email)!.Trim()), cancellationToken));
            var rows = Compare(request, contact);
            var isStored = rows.All(static row => row.IsSame);
            if (parsed.GetValue(options.Json))
                await console.Output.WriteLineAsync(ToolJson.Line(new { Request = request.ToString(), Sent = request.Body, Contact = rows.Select(static row => new { row.Name, row.Sent, row.Stored, row.IsSame }), IsStored = isStored }));
            else
                Show(console, mapping, request, rows, account);
            return isStored ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static LoopsManifestMapping Find(LoopsManifest manifest, string name)
    {
        var found = manifest.Mappings.Where(mapping => mapping.Type == name || mapping.Name == name).ToList();
        if (found.Count == 0)
            found = [.. manifest.Mappings.Where(mapping => mapping.Type[(mapping.Type.LastIndexOf('.') + 1)..] == name)];
        if (found is [var only])
            return only;
        if (found.Count > 1)
            throw new ToolException($"Several mappings are called {Shown.Text(name)}: {string.Join(", ", found.Select(static mapping => mapping.Name is { } own ? $"{mapping.Type} ({own})" : mapping.Type))}. Name the one you mean by its full class or its event.");
        var known = manifest.Mappings.SelectMany(static mapping => (IEnumerable<string?>)[mapping.Type[(mapping.Type.LastIndexOf('.') + 1)..], mapping.Name]).OfType<string>().Distinct().ToList();
        var near = NearName.Find(name, known);
        throw new ToolException($"{manifest.Destination} has no mapping {Shown.Text(name)}. {(near is null ? $"It has {string.Join(", ", known)}." : $"Did you mean \"{near}\"?")}");
    }

    private static List<Row> Compare(TestRequest request, LoopsContactInfo? contact)
    {
        if (contact is null)
            return [];
        var rows = new List<Row>();
        foreach (var name in (IEnumerable<string>)["email", .. request.ContactProperties])
        {
            var sent = request.Body.GetProperty(name);
            JsonElement? stored = contact.Raw.TryGetProperty(name, out var value) ? value : null;
            rows.Add(new(name, sent, stored, stored is { } there && IsSame(name, sent, there)));
        }
        if (request.Body.TryGetProperty("mailingLists", out var lists))
        {
            foreach (var list in lists.EnumerateObject())
            {
                var isOn = contact.MailingLists.Contains(list.Name);
                rows.Add(new($"mailingLists.{list.Name}", list.Value, JsonSerializer.SerializeToElement(isOn), isOn == list.Value.GetBoolean()));
            }
        }
        return rows;
    }

    /// <summary>Loops keeps dates and numbers in a form of its own, and e-mail addresses in lower case.</summary>
    private static bool IsSame(string name, JsonElement sent, JsonElement stored) => (sent.ValueKind, stored.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.Equals(sent.GetString(), stored.GetString(), name == "email" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            || (sent.TryGetDateTimeOffset(out var one) && stored.TryGetDateTimeOffset(out var other) && one == other),
        (JsonValueKind.Number, JsonValueKind.Number) => sent.GetDouble() == stored.GetDouble(),
        (var one, var other) => one == other,
    };

    private static void Show(ToolConsole console, LoopsManifestMapping mapping, TestRequest request, List<Row> rows, AccountConnection account)
    {
        var writer = new AnsiWriter(console.Output, console.Capabilities);
        writer.WriteLine($"{account.Authority} accepted {request}:");
        foreach (var line in Shown.Lines(ToolJson.Pretty(request.Body)))
            writer.WriteLine(line);
        if (rows.Count > 0)
        {
            writer.WriteLine();
            var table = new TextTable("Contact", "Sent", "Stored", "");
            foreach (var row in rows)
                table.Add((row.Name, Style.Plain), (Shown.Text(row.Sent.GetRawText()), Style.Plain), (row.Stored is { } stored ? Shown.Text(stored.GetRawText()) : "nothing", Style.Plain), (row.IsSame ? "as sent" : "differs", row.IsSame ? new(Color.Green) : new(Color.Red)));
            table.Write(writer);
        }
        writer.WriteLine();
        if (mapping.Action != LoopsManifestAction.Contact)
        {
            var page = (mapping.Action, account.IsLocal) switch
            {
                (_, true) => $"http://{account.Authority}/events",
                (LoopsManifestAction.Event, _) => LoopsPages.Events,
                _ => LoopsPages.Transactional,
            };
            writer.WriteLine($"{(mapping.Action == LoopsManifestAction.Event ? "Loops' API does not list events; see what came of it at" : "What came of the e-mail is at")} {page}");
        }
    }

    private sealed record Row(string Name, JsonElement Sent, JsonElement? Stored, bool IsSame);
}
