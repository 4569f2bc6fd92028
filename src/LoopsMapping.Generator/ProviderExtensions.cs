using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator;

internal static class ProviderExtensions
{
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> source)
        where T : class
        => source.Where(static item => item is not null)!;
}
