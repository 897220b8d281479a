using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>Stored answers in <c>summary.json</c>.</summary>
internal static class StoreJson
{
    /// <summary>Writes all of them; nothing where no answers were stored.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StoreFacts> stores)
    {
        if (stores.Count == 0)
        {
            return;
        }

        json.WriteStartArray("stores");
        foreach (var store in stores)
        {
            json.WriteStartObject();
            json.WriteString("folder", store.Folder);
            json.WriteString("encoding", store.Encoding);
            json.WriteNumber("answers", store.Answers);
            json.WriteNumber("views", store.Views);
            json.WriteFinite("seconds", store.Seconds);
            json.WriteFinite("secondsSavedPerEpoch", store.SecondsSavedPerEpoch);
            json.WriteFinite("bytesPerAnswer", store.BytesPerAnswer);
            json.WriteFinite("agreement", store.Agreement ?? double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
