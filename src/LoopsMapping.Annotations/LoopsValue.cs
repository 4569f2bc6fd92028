using System.Globalization;

namespace LoopsMapping;

/// <summary>
/// A value that Loops can store in a property: text, a number, true or false, a date, or null. Made from the .NET value by itself:
/// <c>LoopsValue plan = "Pro";</c>
/// </summary>
public readonly struct LoopsValue : IEquatable<LoopsValue>
{
    private LoopsValue(object? value) => Value = value;

    /// <summary>No value: left out, or a reset where <see cref="LoopsNulls.Clear"/> is in force. The same as <c>default</c>.</summary>
    public static LoopsValue Null => default;

    /// <summary>
    /// The .NET value: a <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>,
    /// <see cref="DateTime"/> or <see cref="DateTimeOffset"/>, or <see langword="null"/>.
    /// </summary>
    public object? Value { get; }

    /// <summary>Text; null is <see cref="Null"/>.</summary>
    /// <param name="value">The text, at most 498 characters when it is sent.</param>
    public static implicit operator LoopsValue(string? value) => new(value);

    /// <summary>True or false.</summary>
    /// <param name="value">The value; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(bool? value) => new(value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number, exact in Loops up to 2^53; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(long? value) => new(value);

    /// <summary>A number.</summary>
    /// <param name="value">The number, finite when it is sent; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(double? value) => new(value);

    /// <summary>A number.</summary>
    /// <param name="value">The number; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(decimal? value) => new(value);

    /// <summary>A date, sent in UTC; one of unspecified kind is UTC.</summary>
    /// <param name="value">The date; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(DateTime? value) => new(value);

    /// <summary>A date, sent in UTC.</summary>
    /// <param name="value">The date; null is <see cref="Null"/>.</param>
    public static implicit operator LoopsValue(DateTimeOffset? value) => new(value);

    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(LoopsValue left, LoopsValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(LoopsValue left, LoopsValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(LoopsValue other) => Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LoopsValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode() ?? 0;

    /// <summary>The value as text, in the invariant culture.</summary>
    public override string ToString() => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "";
}
