using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Outbox;

/// <summary>The options that say which records are meant.</summary>
internal sealed class RecordFilter
{
    private static readonly string Reasons = string.Join(", ", Enum.GetNames<LoopsOutboxReason>());

    private readonly Option<bool> _dead = new("--dead") { Description = "Dead letters only." };
    private readonly Option<bool> _pending = new("--pending") { Description = "Pending ones only." };
    private readonly Option<string?> _team = new("--team") { Description = "Those of this team.", HelpName = "NAME" };
    private readonly Option<string?> _contact = new("--contact") { Description = "Those of this contact: a user id, or an e-mail address in any case.", HelpName = "ID" };

    private readonly Option<LoopsOutboxReason?> _reason = new("--reason")
    {
        Description = $"Dead letters with this reason: {Reasons}.",
        HelpName = "REASON",
        CustomParser = static result =>
        {
            var text = result.Tokens[0].Value;
            if (Enum.TryParse<LoopsOutboxReason>(text, ignoreCase: true, out var reason) && Enum.IsDefined(reason) && char.IsAsciiLetter(text[0]))
                return reason;
            result.AddError($"--reason takes one of {Reasons}.");
            return null;
        },
    };

    private readonly Argument<long[]> _ids = new("ID")
    {
        Description = "The numbers of records, as lists show them.",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = static result => [.. result.Tokens.Select(token => ParseId(result, token.Value))],
    };

    private readonly bool _hasStates;
    private readonly bool _hasIds;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasStates">Whether pending records may be meant, too.</param>
    /// <param name="hasIds">Whether records may be named one by one.</param>
    public RecordFilter(Command command, bool hasStates, bool hasIds)
    {
        _hasStates = hasStates;
        _hasIds = hasIds;
        if (hasIds)
            command.Add(_ids);
        if (hasStates)
        {
            command.Add(_dead);
            command.Add(_pending);
            command.Validators.Add(result =>
            {
                if (result.GetResult(_pending) is not null && result.GetResult(_dead) is null && result.GetResult(_reason) is not null)
                    result.AddError("Only dead letters have a reason: leave out --pending or --reason.");
            });
        }
        command.Add(_team);
        command.Add(_contact);
        command.Add(_reason);
        foreach (var option in new[] { _team, _contact })
        {
            option.Validators.Add(static result =>
            {
                if (result.Tokens is [var value] && string.IsNullOrWhiteSpace(value.Value))
                    result.AddError($"{result.Option.Name} must not be blank.");
            });
        }
    }

    /// <summary>Whether anything says which records are meant.</summary>
    public bool IsNarrowed(CommandResult result)
        => new Option[] { _dead, _pending, _team, _contact, _reason }.Any(option => result.GetResult(option) is { Implicit: false }) || (_hasIds && result.GetResult(_ids) is { Tokens.Count: > 0 });

    /// <summary>The records that are named one by one.</summary>
    public IReadOnlyList<long> Ids(ParseResult parsed) => _hasIds ? parsed.GetValue(_ids) ?? [] : [];

    public LoopsOutboxQuery Query(ParseResult parsed)
    {
        var (dead, pending) = _hasStates ? (parsed.GetValue(_dead), parsed.GetValue(_pending)) : (true, false);
        return new()
        {
            Team = parsed.GetValue(_team),
            Contact = parsed.GetValue(_contact),
            Reason = parsed.GetValue(_reason),
            Ids = Ids(parsed) is { Count: > 0 } ids ? ids : null,
            State = dead == pending ? LoopsOutboxState.Any : dead ? LoopsOutboxState.DeadLetter : LoopsOutboxState.Pending,
        };
    }

    /// <summary>A record's number, or an error that says that it is none.</summary>
    public static long ParseId(SymbolResult result, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
            return id;
        result.AddError("An ID is a whole number from 1, as \"outbox list\" shows it.");
        return 0;
    }
}
