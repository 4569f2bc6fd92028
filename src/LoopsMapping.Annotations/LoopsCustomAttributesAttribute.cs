namespace LoopsMapping;

/// <summary>
/// The member holds properties whose names are known only at run time, an <c>IReadOnlyDictionary&lt;string, LoopsValue&gt;</c>: custom contact
/// properties on a contact, event properties on an event.
/// </summary>
/// <remarks>
/// A member that is sent under the same name wins. On a contact, names that Loops keeps for itself, <c>email</c>, <c>userId</c> and
/// <c>mailingLists</c> throw a <c>LoopsValidationException</c> that names the key.
/// </remarks>
/// <example>
/// <code>
/// [LoopsContact]
/// public sealed record User(string Email, [LoopsCustomAttributes] IReadOnlyDictionary&lt;string, LoopsValue&gt; Traits);
///
/// new User("adam@loops.so", new Dictionary&lt;string, LoopsValue&gt; { ["plan"] = "Pro", ["seats"] = 3 });
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsCustomAttributesAttribute : Attribute;
