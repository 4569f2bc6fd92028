using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LoopsMapping.Generator.Rules;

/// <summary>The one judgement, for the rule and for its fix, on a call of a client whose task nobody takes.</summary>
internal static class DroppedSend
{
    public static INamedTypeSymbol? Client(Compilation compilation) => compilation.GetTypeByMetadataName("LoopsMapping.LoopsClient");

    /// <summary>
    /// The whole expression, <c>loops?.TrackAsync(e).ConfigureAwait(false)</c>, whose value is dropped; <see langword="null"/> when it is
    /// not, or when the compiler itself warns there: a place gets one message.
    /// </summary>
    /// <param name="call">Any call.</param>
    /// <param name="member">The method, accessor or field that it stands in.</param>
    /// <param name="client">The base of all clients.</param>
    public static IOperation? Find(IInvocationOperation call, ISymbol member, INamedTypeSymbol client)
        => IsSend(call.TargetMethod, client) && Dropped(call) is { } dropped && !IsInExpressionTree(dropped) && !CompilerWarns(dropped, member) ? dropped : null;

    /// <summary>Whether <c>await</c> may not stand here, whatever the method around it.</summary>
    public static bool ForbidsAwait(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILockOperation)
                return true;
        }
        return operation.Syntax.Ancestors().Any(static node => node is UnsafeStatementSyntax || Modifiers(node).Any(SyntaxKind.UnsafeKeyword));
    }

    private static bool IsSend(IMethodSymbol method, INamedTypeSymbol client)
    {
        if (!IsSend(method.Name) || !IsTask(method.ReturnType))
            return false;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, client))
                return true;
        }
        return false;
    }

    /// <summary>What the generator writes into a client, and what every client has from its base.</summary>
    private static bool IsSend(string method) => method is
        "IdentifyAsync" or "TrackAsync" or "SendAsync" or "IdentifyAllAsync" or "DeleteAsync" or "DeleteByEmailAsync" or "DeleteByUserIdAsync" or "FlushAsync";

    private static IOperation? Dropped(IInvocationOperation call)
    {
        IOperation value = call;
        while (true)
        {
            switch (value.Parent)
            {
                case IExpressionStatementOperation:
                    return value;
                case IConditionalAccessOperation access when access.WhenNotNull == value:
                    value = access;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType: var type } } configured when configured.Instance == value && IsTask(type):
                    value = configured;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Such a lambda is not run but read, by a job queue or a mocking library, and may not have an assignment.</summary>
    private static bool IsInExpressionTree(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConversionOperation { Operand: IAnonymousFunctionOperation, Type: { Name: "Expression", ContainingNamespace.Name: "Expressions" } })
                return true;
        }
        return false;
    }

    /// <summary>
    /// The conditions of CS4014: a plain call, no conditional access, of a method that is declared async, or in an async function at a
    /// place where it could be awaited.
    /// </summary>
    private static bool CompilerWarns(IOperation dropped, ISymbol member)
        => dropped is IInvocationOperation { TargetMethod: var method } && (method.IsAsync || (CouldAwait(Function(dropped, member)) && !ForbidsAwait(dropped)));

    /// <summary>Top-level statements become async with their first await.</summary>
    private static bool CouldAwait(IMethodSymbol? function) => function is { IsAsync: true } or { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName };

    private static IMethodSymbol? Function(IOperation operation, ISymbol member)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }
        return member as IMethodSymbol;
    }

    private static SyntaxTokenList Modifiers(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.Modifiers,
        LocalFunctionStatementSyntax local => local.Modifiers,
        _ => default,
    };

    private static bool IsTask(ITypeSymbol type)
        => type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } };
}
