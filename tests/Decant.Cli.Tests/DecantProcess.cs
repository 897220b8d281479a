using System.Diagnostics;
using System.Text;

namespace Decant.Cli.Tests;

/// <summary>The real program as a process of its own, on pipes, in a terminal's environment and a foreign language's locale.</summary>
internal static class DecantProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">The words after <c>decant</c>.</param>
    public static ProcessAnswer Run(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        return Finish(process);
    }

    /// <summary>Runs a sample to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="sample">The sample's name.</param>
    /// <param name="arguments">The words after it.</param>
    public static ProcessAnswer RunSample(string folder, string sample, params IEnumerable<string> arguments)
    {
        using var process = StartSample(folder, sample, arguments);
        return Finish(process);
    }

    /// <summary>Starts a sample.</summary>
    public static Process StartSample(string folder, string sample, params IEnumerable<string> arguments) =>
        Start(folder, $"{sample}.dll", arguments);

    /// <summary>Starts a command.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments) => Start(folder, "Decant.Cli.dll", arguments);

    /// <summary>The program's file, which dotnet runs.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Decant.Cli.dll");

    private static Process Start(string folder, string program, IEnumerable<string> arguments) =>
        StartProgram(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]);

    /// <summary>Starts any program in that environment.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process StartProgram(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A terminal's variables must not bring colours into a pipe, nor a language commas into numbers.
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["COLORTERM"] = "truecolor";
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove("DECANT_DATA");

        // Answers must not depend on whether the library is installed.
        start.Environment["DECANT_ONEDNN"] = "nowhere/libdnnl.so.2";
        return Process.Start(start)!;
    }

    /// <summary>Waits for a command's end.</summary>
    public static ProcessAnswer Finish(Process process)
    {
        var results = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The command did not end within {Patience}.");
        }

        process.WaitForExit();
        return new ProcessAnswer(process.ExitCode, results.Result, messages.Result);
    }
}
