using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The machine and program of a run as JSON: the file <c>environment.json</c>, and a part of <c>summary.json</c>.</summary>
internal static class EnvironmentJson
{
    /// <summary>The content of the file.</summary>
    public static string Of(RunEnvironment environment) => JsonText.Indented(json => Write(json, environment));

    internal static void Write(Utf8JsonWriter json, RunEnvironment environment)
    {
        json.WriteStartObject();
        json.WriteString("cpu", environment.Cpu);
        json.WriteNumber("cores", environment.Cores);
        json.WriteNumber("memoryBytes", environment.MemoryBytes);
        json.WriteString("operatingSystem", environment.OperatingSystem);
        json.WriteString("runtime", environment.Runtime);
        json.WriteNumber("simdBits", environment.SimdBits);
        json.WriteString("decantVersion", environment.DecantVersion);
        json.WriteNumber("threads", environment.Threads);
        json.WriteString("kernels", environment.Kernels);
        json.WriteEndObject();
    }
}
