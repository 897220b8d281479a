using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// Finds and loads oneDNN 2.6, a library of matrix products and convolutions that knows the processor's matrix units. It is an accelerator
/// and never a need. A process loads it once; the first place that is told counts.
/// </summary>
internal static class OneDnnLibrary
{
    /// <summary>The environment variable of the command line that names the library.</summary>
    public const string Variable = "DECANT_ONEDNN";

    private const string Remedy =
        $"Install it (Debian: apt-get install libdnnl2), name the library or its folder with the environment "
        + $"variable {Variable}, or use --kernels managed.";
    private static readonly string[] s_names =
        OperatingSystem.IsWindows() ? ["dnnl.dll"]
        : OperatingSystem.IsMacOS() ? ["libdnnl.2.dylib"]
        : ["libdnnl.so.2"];
    private static readonly Lock s_turn = new();
    private static string? s_place;
    private static OneDnnApi? s_api;
    private static DecantException? s_failure;

    /// <summary>Names the place where the library is looked for; after it was loaded, nothing changes any more.</summary>
    /// <param name="place">The library, or the folder that it is in; null for the system's libraries.</param>
    public static void LookIn(string? place) => s_place = place;

    /// <summary>Whether the library is there and of the right version.</summary>
    public static bool IsAvailable => Find() is not null;

    /// <summary>Whether the library is there and finds matrix units for bfloat16 (AMX) in this processor.</summary>
    public static bool HasMatrixUnits => Find() is { HasMatrixUnits: true };

    /// <summary>Whether the library is there and multiplies bfloat16 on this processor, for which it needs AVX-512.</summary>
    public static bool HasHalfProducts => Find() is { HasHalfProducts: true };

    /// <summary>The library's version, such as 2.6.3; null where it is not available.</summary>
    public static string? Version => Find()?.Version;

    /// <summary>Loads the library unless that was done.</summary>
    /// <exception cref="DecantException">It is not there, or is another version; says what was looked for.</exception>
    public static void Require() => _ = Api;

    /// <summary>The library's functions.</summary>
    /// <exception cref="DecantException">It is not there, or is another version.</exception>
    internal static OneDnnApi Api => s_api ?? Find() ?? throw new DecantException(s_failure!.Message);

    private static OneDnnApi? Find()
    {
        lock (s_turn)
        {
            if (s_api is null && s_failure is null)
            {
                try
                {
                    s_api = Load(s_place);
                }
                catch (DecantException failure)
                {
                    s_failure = failure;
                }
            }

            return s_api;
        }
    }

    /// <summary>Loads the library from a place.</summary>
    /// <param name="place">The library, or the folder that it is in; null for the system's libraries.</param>
    /// <exception cref="DecantException">It is not there, or is another version.</exception>
    internal static OneDnnApi Load(string? place)
    {
        var candidates =
            place is null ? s_names
            : Directory.Exists(place) ? [.. s_names.Select(name => Path.Combine(place, name))]
            : [place];
        foreach (var candidate in candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, out var library))
            {
                continue;
            }

            if (!NativeLibrary.TryGetExport(library, "dnnl_version", out _))
            {
                throw new DecantException($"kernels: expected oneDNN 2.6, and '{candidate}' is another library. {Remedy}");
            }

            var version = OneDnnApi.VersionOf(library);
            return version is { Major: 2, Minor: 6 }
                ? new OneDnnApi(library)
                : throw new DecantException(
                    $"kernels: expected oneDNN 2.6, and '{candidate}' is oneDNN {version}, whose interface is another. {Remedy}"
                );
        }

        throw new DecantException($"kernels: oneDNN 2.6 was not found ({string.Join(", ", candidates)}). {Remedy}");
    }
}
