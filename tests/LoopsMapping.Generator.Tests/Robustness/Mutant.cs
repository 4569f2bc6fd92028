using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>A project of the corpus with something done to it.</summary>
/// <param name="Origin">Which project of the corpus.</param>
/// <param name="Compilation">The project now.</param>
internal sealed record Mutant(int Origin, CSharpCompilation Compilation)
{
    /// <summary>A mutant for every seed; the same one whenever it is asked for.</summary>
    public static Mutant Of(int seed, Action<Random, string[]> mutate)
    {
        var random = new Random(seed);
        var origin = random.Next(FuzzCorpus.Compilations.Length);
        var compilation = FuzzCorpus.Compilations[origin];
        var texts = compilation.SyntaxTrees.Select(static tree => tree.ToString()).ToArray();
        mutate(random, texts);
        foreach (var (tree, text) in compilation.SyntaxTrees.Zip(texts).ToList())
        {
            if (tree.ToString() != text)
                compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, FuzzCorpus.ParseOptions, tree.FilePath));
        }
        return new(origin, compilation);
    }

    public CSharpCompilation InOtherOrder(Random random)
    {
        var trees = Compilation.SyntaxTrees.ToArray();
        random.Shuffle(trees);
        return Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
    }

    public override string ToString() => string.Join('\n', Compilation.SyntaxTrees.Select(static tree => $"// {tree.FilePath}\n{tree}"));
}
