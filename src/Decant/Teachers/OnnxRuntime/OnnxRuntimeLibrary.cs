using System.Runtime.InteropServices;
using Decant.Engine;

namespace Decant.Teachers.OnnxRuntime;

/// <summary>
/// Finds ONNX Runtime's shared library: where the user says, among the system's libraries, or in npm's package <c>onnxruntime-node</c> in a
/// <c>node_modules</c> folder here or above.
/// </summary>
internal static class OnnxRuntimeLibrary
{
    /// <summary>The environment variable of the command line that names the library.</summary>
    public const string Variable = "DECANT_ONNXRUNTIME";

    private static readonly string[] s_names = OperatingSystem.IsWindows() ? ["onnxruntime.dll"] : OperatingSystem.IsMacOS() ? ["libonnxruntime.dylib", "libonnxruntime.1.dylib"] : ["libonnxruntime.so.1", "libonnxruntime.so"];

    /// <summary>Loads it.</summary>
    /// <param name="given">The library, or the folder that it is in; null to look for it.</param>
    /// <exception cref="DecantException">It is not there, or is of another kind.</exception>
    public static nint Load(string? given)
    {
        var tried = new List<string>();
        foreach (var candidate in given is null ? s_names.Concat(InPackages()) : Given(given))
        {
            if (NativeLibrary.TryLoad(candidate, out var library))
            {
                return NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _) ? library
                    : throw new DecantException($"runtime: expected ONNX Runtime's shared library, and '{candidate}' is another. Name {s_names[0]} with {Variable}.");
            }

            tried.Add(candidate);
        }

        throw new DecantException(
            $"runtime: ONNX Runtime's shared library was not found ({string.Join(", ", tried)}). Install it (for instance with 'npm install onnxruntime-node' in this folder), or name it with the environment variable {Variable}.");
    }

    private static IEnumerable<string> Given(string path) => Directory.Exists(path) ? s_names.Select(name => Path.Combine(path, name)) : [path];

    // node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1
    private static IEnumerable<string> InPackages()
    {
        var system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "node_modules", "onnxruntime-node", "bin");
            var found = Directory.Exists(package) ? Directory.GetDirectories(package, "napi-v*").OrderDescending(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var file in found.SelectMany(version => s_names.Select(name => Path.Combine(version, system, architecture, name))).Where(File.Exists))
            {
                yield return file;
            }
        }
    }
}
