using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Schema;

/// <summary>
/// Reads the text of a schema file with the reader that every compiler has at hand: System.Text.Json would be one more dll to load. Members
/// that are not known are passed over, so that a newer tool may add some.
/// </summary>
internal sealed class SchemaReader
{
    private const int Version = 1;

    private const string Remedy = ": correct it, or write it anew with 'loops-mapping pull'";

    /// <summary>A hundred times what an account of a thousand properties and events takes.</summary>
    private const int MostCharacters = 16 * 1024 * 1024;

    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        // Deeper ones do not come here.
        MaxDepth = int.MaxValue,
        MaxStringContentLength = int.MaxValue,
        MaxArrayLength = int.MaxValue,
        MaxBytesPerRead = int.MaxValue,
        MaxNameTableCharCount = int.MaxValue,
    };

    private readonly List<object> _path = [];
    private readonly XmlDictionaryReader _json;
    private readonly CancellationToken _cancellationToken;

    private SchemaReader(XmlDictionaryReader json, CancellationToken cancellationToken)
    {
        _json = json;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What the file says, or why it does not.</summary>
    public static (AccountSchema? Schema, SchemaProblem? Problem) Read(SourceText source, CancellationToken cancellationToken)
    {
        if (source.Length > MostCharacters)
            return (null, new($"is larger than {MostCharacters / 1024 / 1024} MB" + Remedy, default));
        var text = source.ToString();
        if (text.StartsWith("\uFEFF", StringComparison.Ordinal))
            text = " " + text.Substring(1);
        if (string.IsNullOrWhiteSpace(text))
            return (null, new("is empty" + Remedy, default));
        var (root, error) = JsonPlace.Find(text);
        if (root is null)
            return (null, new("is no JSON from here on, or too deep" + Remedy, new TextSpan(error, error < text.Length ? 1 : 0)));

        using var json = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(text), Quotas);
        var reader = new SchemaReader(json, cancellationToken);
        try
        {
            return (reader.ReadFile(), null);
        }
        catch (WrongShapeException wrong)
        {
            return (null, new(wrong.Message, Find(text, root, reader._path)));
        }
        // What is no JSON for this reader alone: it has exceptions of all kinds.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (null, new("is no JSON" + Remedy, Find(text, root, reader._path)));
        }
    }

    private AccountSchema ReadFile()
    {
        var (schema, hasVersion) = (new AccountSchema(), false);
        _json.Read();
        Expect("object", "is no JSON object");
        ForEachMember(name =>
        {
            switch (name)
            {
                case "version":
                    ReadVersion();
                    hasVersion = true;
                    break;
                case SchemaSections.ContactProperties:
                    schema = schema with { ContactProperties = ReadProperties() ?? schema.ContactProperties };
                    break;
                case SchemaSections.MailingLists:
                    schema = schema with { MailingLists = ReadLists() ?? schema.MailingLists };
                    break;
                case SchemaSections.Events:
                    schema = schema with { Events = ReadEvents() ?? schema.Events };
                    break;
                case SchemaSections.TransactionalEmails:
                    schema = schema with { TransactionalEmails = ReadEmails() ?? schema.TransactionalEmails };
                    break;
                default:
                    _json.Skip();
                    break;
            }
        });
        return hasVersion ? schema : throw new WrongShapeException("does not say \"version\" 1");
    }

    private void ReadVersion()
    {
        Expect("number", "has a version that is no number");
        if (!double.TryParse(_json.ReadElementContentAsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var version) || version < Version)
            throw new WrongShapeException("has a version that there never was");
        if (version > Version)
            throw new WrongShapeException($"is of version {version.ToString(CultureInfo.InvariantCulture)}, which is newer than this package knows: update LoopsMapping", remedy: "");
    }

    private NamedEntries<PropertyType>? ReadProperties() => ReadEntries<PropertyType>("key", static () => new PropertyEntry());

    private NamedEntries<string>? ReadLists() => ReadEntries<string>("id", static () => new ListEntry());

    private NamedEntries<NamedEntries<PropertyType>?>? ReadEvents() => ReadEntries<NamedEntries<PropertyType>?>("name", static () => new EventEntry());

    private NamedEntries<AccountEmail>? ReadEmails() => ReadEntries<AccountEmail>("id", static () => new EmailEntry());

    /// <summary>An array of objects, each with its name; <see langword="null"/> when it is null.</summary>
    private NamedEntries<T>? ReadEntries<T>(string nameMember, Func<Entry<T>> create)
    {
        if (IsNull())
            return null;
        Expect("array", "has something else than a list here");
        var entries = new NamedEntries<T>();
        ForEachItem(() =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Expect("object", "has something else than an object here");
            var entry = create();
            string? name = null;
            ForEachMember(member =>
            {
                if (member == nameMember)
                    name = ReadText();
                else if (!entry.Read(member, this))
                    _json.Skip();
            });
            if (name is null)
                throw new WrongShapeException($"has an entry without a \"{nameMember}\"");
            entries.Add(name, entry.ToEntry(name));
        });
        return entries;
    }

    private List<string>? ReadTexts()
    {
        if (IsNull())
            return null;
        Expect("array", "has something else than a list here");
        var texts = new List<string>();
        ForEachItem(() => texts.Add(ReadText()));
        return texts;
    }

    private string ReadText()
    {
        Expect("string", "has something else than text here");
        return _json.ReadElementContentAsString();
    }

    /// <summary>Text, or nothing where something else stands, on which nothing depends.</summary>
    private string? ReadTextOrNothing()
    {
        if (_json.GetAttribute("type") == "string")
            return _json.ReadElementContentAsString();
        _json.Skip();
        return null;
    }

    private bool IsNull()
    {
        if (_json.GetAttribute("type") != "null")
            return false;
        _json.Skip();
        return true;
    }

    private void Expect(string type, string objection)
    {
        if (_json.NodeType != XmlNodeType.Element || _json.GetAttribute("type") != type)
            throw new WrongShapeException(objection);
    }

    private void ForEachItem(Action read)
    {
        var index = 0;
        ForEachChild(() =>
        {
            _path.Add(index++);
            read();
            _path.RemoveAt(_path.Count - 1);
        });
    }

    private void ForEachMember(Action<string> read) => ForEachChild(() =>
    {
        // A name that XML has no element for stands in an attribute.
        var name = _json.GetAttribute("item") ?? _json.LocalName;
        _path.Add(name);
        read(name);
        _path.RemoveAt(_path.Count - 1);
    });

    /// <summary>Goes through the elements in this one, each of which has been read to its end afterwards.</summary>
    private void ForEachChild(Action read)
    {
        var isEmpty = _json.IsEmptyElement;
        _json.Read();
        if (isEmpty)
            return;
        while (_json.NodeType != XmlNodeType.EndElement)
        {
            if (_json.NodeType == XmlNodeType.Element)
                read();
            else if (!_json.Read())
                throw new XmlException();
        }
        _json.Read();
    }

    /// <summary>The value that a path leads to, or as near as it does; of many lines the first.</summary>
    private static TextSpan Find(string text, JsonPlace place, List<object> path)
    {
        foreach (var step in path)
        {
            if ((step is string name ? place.Member(name) : place.Item((int)step)) is not { } next)
                break;
            place = next;
        }
        var lineEnd = text.IndexOf('\n', place.Start);
        return TextSpan.FromBounds(place.Start, lineEnd < 0 ? place.End : Math.Min(lineEnd, place.End));
    }

    private abstract class Entry<T>
    {
        /// <summary>Reads a member's value; <see langword="false"/> for one that is not known.</summary>
        public abstract bool Read(string member, SchemaReader reader);

        public abstract T ToEntry(string name);
    }

    private sealed class PropertyEntry : Entry<PropertyType>
    {
        private PropertyType _type;

        public override bool Read(string member, SchemaReader reader)
        {
            if (member != "type")
                return false;
            _type = reader.ReadTextOrNothing() switch
            {
                "string" => PropertyType.String,
                "number" => PropertyType.Number,
                "boolean" => PropertyType.Boolean,
                "date" => PropertyType.Date,
                _ => PropertyType.Unknown,
            };
            return true;
        }

        public override PropertyType ToEntry(string name) => _type;
    }

    private sealed class ListEntry : Entry<string>
    {
        private string? _name;

        public override bool Read(string member, SchemaReader reader)
        {
            if (member != "name")
                return false;
            _name = reader.ReadTextOrNothing();
            return true;
        }

        public override string ToEntry(string name) => _name ?? name;
    }

    private sealed class EventEntry : Entry<NamedEntries<PropertyType>?>
    {
        private NamedEntries<PropertyType>? _properties;

        public override bool Read(string member, SchemaReader reader)
        {
            if (member != "properties")
                return false;
            _properties = reader.ReadProperties();
            return true;
        }

        public override NamedEntries<PropertyType>? ToEntry(string name) => _properties;
    }

    private sealed class EmailEntry : Entry<AccountEmail>
    {
        private string? _name;
        private List<string>? _variables;

        public override bool Read(string member, SchemaReader reader)
        {
            switch (member)
            {
                case "name":
                    _name = reader.ReadTextOrNothing();
                    return true;
                case "dataVariables":
                    _variables = reader.ReadTexts();
                    return true;
                default:
                    return false;
            }
        }

        public override AccountEmail ToEntry(string name) => new(_name ?? name, _variables);
    }

    /// <summary>Something else stands where the path has led to.</summary>
    private sealed class WrongShapeException(string message, string remedy = Remedy) : Exception(message + remedy);
}
