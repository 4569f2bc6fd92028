using System.Globalization;
using System.Text.Json;
using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary>A part of a list, with Loops' <c>pagination</c> object. A cursor is the id of the last item before the page.</summary>
internal static class Page
{
    private const int MinPerPage = 10;
    private const int DefaultPerPage = 20;
    private const int MaxPerPage = 50;

    public static ApiResponse Answer<T>(ApiCall call, IReadOnlyList<T> all, Func<T, string> id, Action<Utf8JsonWriter, T> write)
    {
        var perPage = ReadPerPage(call.Request.QueryString);
        var start = ReadStart(call.Request.QueryString, all, id);
        T[] items = [.. all.Skip(start).Take(perPage)];
        var cursor = start + items.Length < all.Count ? id(items[^1]) : null;
        return new(200, ResponseJson.Write(0, (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("pagination");
            writer.WriteNumber("totalResults", all.Count);
            writer.WriteNumber("returnedResults", items.Length);
            writer.WriteNumber("perPage", perPage);
            writer.WriteNumber("totalPages", (all.Count + perPage - 1) / perPage);
            writer.WriteString("nextCursor", cursor);
            writer.WriteString("nextPage", cursor is null ? null : $"http://{call.Request.Host}{call.Request.Path}?perPage={perPage}&cursor={cursor}");
            writer.WriteEndObject();
            writer.WriteStartArray("data");
            foreach (var item in items)
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    private static int ReadPerPage(string queryString)
    {
        if (Query.Read(queryString, "perPage") is not { } text)
            return DefaultPerPage;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var perPage) && perPage is >= MinPerPage and <= MaxPerPage
            ? perPage
            : throw new RefusedException(400, Messages.PageInvalid);
    }

    private static int ReadStart<T>(string queryString, IReadOnlyList<T> all, Func<T, string> id)
    {
        if (Query.Read(queryString, "cursor") is not { } cursor)
            return 0;
        for (var i = 0; i < all.Count; i++)
        {
            if (id(all[i]) == cursor)
                return i + 1;
        }
        throw new RefusedException(400, Messages.PageInvalid);
    }
}
