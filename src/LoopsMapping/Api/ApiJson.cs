using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopsMapping.Api;

/// <summary>How the answers of Loops are read, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiKeyAnswer))]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(LoopsSuppression))]
[JsonSerializable(typeof(SuppressionRemoved))]
[JsonSerializable(typeof(LoopsContactPropertyInfo[]))]
[JsonSerializable(typeof(LoopsMailingListInfo[]))]
[JsonSerializable(typeof(LoopsEventPattern))]
[JsonSerializable(typeof(Page<LoopsEventPattern>))]
[JsonSerializable(typeof(Page<LoopsTransactionalInfo>))]
internal sealed partial class ApiJson : JsonSerializerContext;

internal sealed record ApiKeyAnswer(bool Success, string? TeamName);

internal sealed record SuppressionRemoved(LoopsRemovalQuota RemovalQuota);

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(Pagination? Pagination, IReadOnlyList<T>? Data);

internal sealed record Pagination(string? NextCursor);
