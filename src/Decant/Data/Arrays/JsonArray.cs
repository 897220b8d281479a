using System.Globalization;
using System.Text;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Arrays;

/// <summary>An array as JSON: lists in lists, the last axis innermost, such as <c>[[1, 2], [3, 4]]</c>.</summary>
internal static class JsonArray
{
    /// <summary>Reads a Float64 array.</summary>
    /// <param name="bytes">The whole file, UTF-8.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="DecantException">The text is no JSON, or no numbers in lists of equal length.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string path)
    {
        var (numbers, sizes, places) = (new List<double>(), new List<int>(), new List<int>());
        int? rank = null;
        var reader = new Utf8JsonReader(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray when rank is null || places.Count < rank:
                        places.Add(0);
                        break;
                    case JsonTokenType.EndArray:
                        Close();
                        break;
                    case JsonTokenType.Number when (rank ??= places.Count) == places.Count:
                        numbers.Add(reader.GetDouble());
                        Step();
                        break;
                    default:
                        throw Refused($"expected numbers in lists of equal depth, received {Described(reader.TokenType)} at {Place()}");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new DecantException(
                $"array '{path}': this is not valid JSON: {exception.Message.TrimEnd('.')}. NaN and infinities have no form in JSON.",
                exception
            );
        }

        return rank > 0 ? Tensor.From<double>([.. numbers], [.. sizes]) : throw Refused("expected a list of numbers, received one number");

        void Close()
        {
            var (depth, size) = (places.Count - 1, places[^1]);
            places.RemoveAt(depth);
            while (sizes.Count <= depth)
            {
                sizes.Add(-1);
            }

            sizes[depth] =
                sizes[depth] < 0 || sizes[depth] == size
                    ? size
                    : throw Refused(
                        $"expected lists of equal length, received {size} elements at {Place()}, where others hold {sizes[depth]}"
                    );
            rank ??= sizes.Count;
            if (places.Count > 0)
            {
                Step();
            }
        }

        void Step()
        {
            if (places.Count > 0)
            {
                places[^1]++;
            }
        }

        string Place() => $"[{string.Join(", ", places)}]";

        DecantException Refused(string problem) =>
            new($"array '{path}': {problem}. Write it as [[1, 2], [3, 4]], the last axis innermost.");
    }

    /// <summary>The text of a Float64 array, a line for each of its rows.</summary>
    public static byte[] Bytes(Tensor array)
    {
        var text = new StringBuilder();
        Write(text, array.Span<double>(), array.Dimensions, 0);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static void Write(StringBuilder text, ReadOnlySpan<double> numbers, ReadOnlySpan<int> sizes, int depth)
    {
        if (sizes.IsEmpty)
        {
            text.Append(numbers[0].ToString("R", CultureInfo.InvariantCulture));
            return;
        }

        var part = sizes[0] == 0 ? 0 : numbers.Length / sizes[0];
        text.Append('[');
        for (var i = 0; i < sizes[0]; i++)
        {
            text.Append(
                i == 0 ? ""
                : sizes.Length == 1 ? ", "
                : ",\n" + new string(' ', depth + 1)
            );
            Write(text, numbers.Slice(i * part, part), sizes[1..], depth + 1);
        }

        text.Append(']');
    }

    private static string Described(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.Number => "a number",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => "a text",
            JsonTokenType.Null => "null",
            JsonTokenType.StartObject => "an object",
            _ => "true or false",
        };
}
