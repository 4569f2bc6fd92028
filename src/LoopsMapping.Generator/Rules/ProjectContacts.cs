using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Rules;

/// <summary>The contact classes of a project, read only when a rule about an event asks for them.</summary>
internal sealed class ProjectContacts(Compilation compilation)
{
    private readonly object _gate = new();
    private bool? _anyHasBothIdentifiers;

    /// <summary>Whether a contact class sends an email and a user id, so that the contact exists before its events.</summary>
    public bool AnyHasBothIdentifiers(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _anyHasBothIdentifiers ??= Read(compilation.Assembly.GlobalNamespace, cancellationToken);
    }

    private static bool Read(INamespaceOrTypeSymbol container, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner && (HasBoth(inner, cancellationToken) || Read(inner, cancellationToken)))
                return true;
        }
        return false;
    }

    private static bool HasBoth(INamespaceOrTypeSymbol symbol, CancellationToken cancellationToken)
        => symbol is INamedTypeSymbol type
            && Annotations.Find(type, "LoopsContact") is { } annotation
            && MappingReader.Read(type, annotation, MappingKind.Contact, findings: null, cancellationToken) is { } contact
            && contact.Has(MemberRole.Email) && contact.Has(MemberRole.UserId);
}
