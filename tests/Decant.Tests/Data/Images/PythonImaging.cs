using System.Diagnostics;

namespace Decant.Tests.Data.Images;

/// <summary>The Python imaging library as an independent reader and writer of images.</summary>
internal static class PythonImaging
{
    /// <summary>What a program prints; skips the test where there is no Python with PIL.</summary>
    public static string Run(string program, byte[] input, params string[] arguments)
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                using var process = Process.Start(
                    new ProcessStartInfo(python, ["-c", program, .. arguments])
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                        RedirectStandardError = true,
                    }
                )!;
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
                var output = process.StandardOutput.ReadToEnd();
                var error = process.StandardError.ReadToEnd();
                process.WaitForExit();
                if (!error.Contains("ModuleNotFoundError", StringComparison.Ordinal))
                {
                    Assert.True(process.ExitCode == 0, error);
                    return output;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // not installed here: try the next
            }
        }

        Assert.Skip("no Python with PIL (Debian: python3-pil)");
        return "";
    }
}
