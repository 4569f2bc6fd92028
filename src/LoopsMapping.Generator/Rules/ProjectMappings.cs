using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Rules;

/// <summary>The destinations of a project and what is sent through each, read only when a rule about several classes asks for them.</summary>
internal sealed class ProjectMappings(Compilation compilation)
{
    private readonly object _gate = new();
    private Content? _content;

    /// <summary>Whether messages of Segment SDKs are taken.</summary>
    public bool TakesSegment { get; } = SegmentReference.IsIn(compilation);

    /// <summary>The client that sends a mapping, or each of them; without any destination here, the one that a project further up will have.</summary>
    public IEnumerable<ClientModel> ClientsOf(MappingModel mapping, CancellationToken cancellationToken)
    {
        var content = Read(cancellationToken);
        return content.HasDestination ? content.Clients.Where(client => client.Mappings.Any(other => other.Kind == mapping.Kind && other.AnnotatedName == mapping.AnnotatedName)) : [content.Implied];
    }

    /// <summary>Whether a destination is there that could have this one's events and contacts.</summary>
    public bool HasDestination(CancellationToken cancellationToken) => Read(cancellationToken).HasDestination;

    /// <summary>The mappings that a destination takes; of one type of values it can be several.</summary>
    public IEnumerable<MappingModel> Taken(DestinationModel destination, CancellationToken cancellationToken)
        => ClientModel.Sorted(destination.Named ?? (IEnumerable<MappingModel>)Read(cancellationToken).Own);

    /// <summary>Whether the annotated class is one of this project, which is looked at by itself.</summary>
    public bool IsOwn(MappingModel mapping, CancellationToken cancellationToken)
        => Read(cancellationToken).Own.Exists(own => own.Kind == mapping.Kind && own.AnnotatedName == mapping.AnnotatedName);

    /// <summary>Whether a destination names a closed form of a generic class.</summary>
    public bool IsClosedSomewhere(INamedTypeSymbol definition, CancellationToken cancellationToken)
        => Read(cancellationToken).Closed.Contains(definition.OriginalDefinition);

    private Content Read(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _content ??= new Content(compilation.Assembly, cancellationToken);
    }

    private sealed class Content
    {
        public Content(IAssemblySymbol assembly, CancellationToken cancellationToken)
        {
            var context = new ReadingContext(assembly, null, null, cancellationToken);
            var destinations = new List<DestinationModel>();
            Read(assembly.GlobalNamespace, context, destinations);
            Clients = destinations.ConvertAll(destination => ClientModel.Of(destination, Own));
            Implied = new(new("", "", "", false, false, false, int.MaxValue, null), new(ClientModel.Sorted(Own)));
        }

        public List<MappingModel> Own { get; } = [];

        public HashSet<ISymbol> Closed { get; } = new(SymbolEqualityComparer.Default);

        public bool HasDestination { get; private set; }

        public List<ClientModel> Clients { get; }

        public ClientModel Implied { get; }

        private void Read(INamespaceOrTypeSymbol container, ReadingContext context, List<DestinationModel> destinations)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (var member in container.GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner)
                    continue;
                if (inner is INamedTypeSymbol type)
                    ReadType(type, context, destinations);
                Read(inner, context, destinations);
            }
        }

        private void ReadType(INamedTypeSymbol type, ReadingContext context, List<DestinationModel> destinations)
        {
            Own.AddRange(MappingReader.ReadAll(type, context));
            if (Annotations.Find(type, "LoopsDestination") is not { } annotation)
                return;
            HasDestination = true;
            foreach (var closed in NamedMappings.ClosedTypes(annotation))
                Closed.Add(closed.OriginalDefinition);
            if (DestinationReader.Read(type, annotation, context) is { } destination)
                destinations.Add(destination);
        }
    }
}
