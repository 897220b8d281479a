using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Decant.Evidence;

namespace Decant.Reporting;

/// <summary>How Decant writes JSON: two spaces, line feeds on every system, letters of every script as they are.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Several lines, for people and programs.</summary>
    public static string Indented(Action<Utf8JsonWriter> write) => Write(write, indented: true) + "\n";

    /// <summary>One line, for logs.</summary>
    public static string Line(Action<Utf8JsonWriter> write) => Write(write, indented: false);

    /// <summary>A number; null for NaN and the infinities, which JSON does not have.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Numbers of several seeds: <c>mean</c>, <c>standardDeviation</c>, <c>values</c>.</summary>
    public static void WriteStatistics(this Utf8JsonWriter json, SeedStatistics statistics)
    {
        json.WriteFinite("mean", statistics.Mean);
        json.WriteFinite("standardDeviation", statistics.StandardDeviation);
        json.WriteStartArray("values");
        foreach (var value in statistics.Values)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A value of an enumeration: <c>OneSeed</c> becomes <c>one-seed</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>A list of words.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> write, bool indented)
    {
        using var stream = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions
                {
                    Indented = indented,
                    NewLine = "\n",
                    Encoder = Encoder,
                }
            )
        )
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
