using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Decant.Runs;

/// <summary>Asks the machine what it is.</summary>
internal static class EnvironmentProbe
{
    /// <summary>The facts of this process, with what the caller decided.</summary>
    /// <param name="threads">Threads that the run computes with.</param>
    /// <param name="kernels">The kernel set.</param>
    public static RunEnvironment Capture(int threads, string kernels) =>
        new()
        {
            Cpu = Cpu(),
            Cores = Environment.ProcessorCount,
            MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            OperatingSystem = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
            Runtime = RuntimeInformation.FrameworkDescription,
            SimdBits =
                Vector512.IsHardwareAccelerated ? 512
                : Vector256.IsHardwareAccelerated ? 256
                : Vector128.IsHardwareAccelerated ? 128
                : 0,
            DecantVersion = Version(),
            Threads = threads,
            Kernels = kernels,
        };

    private static string Cpu() => LinuxCpuInfo() ?? Brand() ?? RuntimeInformation.ProcessArchitecture.ToString();

    // CPUID leaves 0x80000002 to 0x80000004 hold the name, 16 bytes each.
    private static string? Brand()
    {
        const int firstLeaf = unchecked((int)0x80000002);
        const int lastLeaf = unchecked((int)0x80000004);
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < unchecked((uint)lastLeaf))
        {
            return null;
        }

        Span<int> words = stackalloc int[12];
        for (var leaf = firstLeaf; leaf <= lastLeaf; leaf++)
        {
            var (eax, ebx, ecx, edx) = X86Base.CpuId(leaf, 0);
            ReadOnlySpan<int> registers = [eax, ebx, ecx, edx];
            registers.CopyTo(words[((leaf - firstLeaf) * 4)..]);
        }

        return Tidy(Encoding.ASCII.GetString(MemoryMarshal.AsBytes(words)));
    }

    private static string? LinuxCpuInfo()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file))
        {
            return null;
        }

        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : Tidy(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    private static string? Tidy(string name)
    {
        var tidy = string.Join(' ', name.Split([' ', '\0'], StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length == 0 ? null : tidy;
    }

    // The informational version, without the commit that the SDK appends after a plus sign.
    private static string Version()
    {
        var assembly = typeof(EnvironmentProbe).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        return version.Split('+')[0];
    }
}
