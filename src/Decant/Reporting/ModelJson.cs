using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The parts <c>teacher</c> and <c>student</c> of <c>summary.json</c>: the model of an arm's first seed.</summary>
internal static class ModelJson
{
    public static void Write(Utf8JsonWriter json, string name, ArmResult? arm, bool withTest)
    {
        if (arm is null)
        {
            json.WriteNull(name);
            return;
        }

        var model = arm.Seeds[0].Model;
        json.WriteStartObject(name);
        json.WriteString("file", model.File);
        json.WriteString("architecture", model.Architecture);
        json.WriteString("origin", JsonText.Word(arm.Seeds[0].Origin));
        json.WriteNumber("parameters", model.Parameters);
        json.WriteNumber("bytes", model.Bytes);
        json.WriteNumber("flops", model.Flops);
        WriteLatencies(json, model.Latencies);
        CostJson.Write(json, model.Energy);
        json.WritePorts("inputs", model.Inputs);
        json.WritePorts("outputs", model.Outputs);
        if (withTest)
        {
            json.WriteStartObject("test");
            foreach (var (metric, statistics) in ArmJson.Test(arm))
            {
                json.WriteFinite(metric, statistics.Mean);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLatencies(Utf8JsonWriter json, IReadOnlyList<Latency> latencies)
    {
        json.WriteStartArray("latency");
        foreach (var latency in latencies)
        {
            json.WriteStartObject();
            json.WriteNumber("batch", latency.Batch);
            json.WriteNumber("medianSeconds", latency.Median.TotalSeconds);
            json.WriteNumber("percentile95Seconds", latency.Percentile95.TotalSeconds);
            json.WriteFinite("percentile99Seconds", latency.Percentile99?.TotalSeconds);
            json.WriteFinite("fastestSeconds", latency.Fastest?.TotalSeconds);
            json.WriteFinite("samplesPerSecond", latency.SamplesPerSecond);
            json.WriteFinite("memoryBytes", latency.MemoryBytes);
            json.WriteNumber("repetitions", latency.Repetitions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
