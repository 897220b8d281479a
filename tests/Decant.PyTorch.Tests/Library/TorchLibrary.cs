using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Decant.PyTorch.Tests.Library;

/// <summary>
/// Loads libtorch from where NuGet unpacked it. Its own files come first, by their full paths: else a system's older libtorch of the same
/// name would be taken. Debian 12's and Ubuntu 22.04's C++ runtimes lack one symbol of TorchSharp's bridge; <see cref="OlderRuntime"/>
/// makes a copy that does without.
/// </summary>
internal static class TorchLibrary
{
    private static readonly Lazy<string?> s_missing = new(Load);

    /// <summary>Skips the running test, with the reason, where PyTorch cannot be asked.</summary>
    public static void SkipIfMissing()
    {
        if (s_missing.Value is { } reason)
        {
            Assert.Skip($"PyTorch cannot be asked: {reason}");
        }
    }

    private static string? Load()
    {
        if (Folder("TorchSharp") is not { } bridgeFolder || Folder("libtorch") is not { } torchFolder)
        {
            return "there is no libtorch for this platform among NuGet's packages.";
        }

        try
        {
            foreach (var name in new[] { "c10", "torch_cpu", "torch" })
            {
                NativeLibrary.Load(Path.Combine(torchFolder, FileName(name)));
            }

            var bridge = Bridge(Path.Combine(bridgeFolder, FileName("LibTorchSharp")));
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == "LibTorchSharp" ? bridge : 0;
            using var one = torch.ones(1);
            torch.set_num_threads(1);
            return one.item<float>() == 1 ? null : "1 is not 1 there.";
        }
        catch (Exception problem)
            when (problem
                    is DllNotFoundException
                        or BadImageFormatException
                        or NotSupportedException
                        or TypeInitializationException
                        or EntryPointNotFoundException
            )
        {
            return problem.Message.ReplaceLineEndings(" ");
        }
    }

    private static nint Bridge(string file)
    {
        if (NativeLibrary.TryLoad(file, out var bridge) || !OperatingSystem.IsLinux())
        {
            return bridge != 0 ? bridge : NativeLibrary.Load(file);
        }

        var copy = Path.Combine(Directory.CreateTempSubdirectory("decant-torch-").FullName, Path.GetFileName(file));
        try
        {
            File.WriteAllBytes(copy, OlderRuntime.Fitted(File.ReadAllBytes(file)));
            return NativeLibrary.Load(copy);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true); // what is mapped stays
        }
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    private static string? Folder(string key) =>
        typeof(TorchLibrary)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == key)
            ?.Value
            is { } folder
        && Directory.Exists(folder)
            ? folder
            : null;
}
