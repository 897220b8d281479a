using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace Decant.Steps.Bench;

/// <summary>Programs that are timed, each in a process of its own.</summary>
internal static class ChildProcess
{
    // OpenBLAS 0.3.21 and older do not know newer processors, and then take code that is ten times slower.
    private const string CoreType = "OPENBLAS_CORETYPE";

    /// <summary>The assembly of the command line.</summary>
    public static string Decant => typeof(Decant.Cli.Shell.ExitCode).Assembly.Location;

    /// <summary>What a process of these threads is started with.</summary>
    public static ProcessStartInfo Start(string program, int threads, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        if (Avx512F.IsSupported && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(CoreType)))
        {
            start.Environment[CoreType] = "SkylakeX";
        }

        return start;
    }

    /// <summary>The JSON that a program prints; null where it is not there or fails.</summary>
    public static JsonElement? Answer(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return JsonDocument.Parse(text).RootElement;
            }

            Console.Error.WriteLine($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {errors.Result.Trim().Split('\n')[^1]}");
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
