using System.Runtime.InteropServices;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>Reads JPEG files through libturbojpeg, the C interface of libjpeg-turbo (version 2.0 or later).</summary>
internal static unsafe partial class JpegDecoder
{
    private const string Library = "turbojpeg";
    private const int FormatRgb = 0, FormatGrey = 6;
    private const int SpaceGrey = 2, SpaceCmyk = 3, SpaceYcck = 4;
    private const int AccurateTransform = 4096, StopOnWarning = 8192;

    private static readonly string[] s_names = OperatingSystem.IsWindows()
        ? ["turbojpeg.dll", "libturbojpeg.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libturbojpeg.0.dylib", "libturbojpeg.dylib", "/opt/homebrew/lib/libturbojpeg.dylib", "/usr/local/lib/libturbojpeg.dylib"]
            : ["libturbojpeg.so.0", "libturbojpeg.so"];

    private static readonly Lazy<nint> s_library = new(Load);

    [ThreadStatic]
    private static nint s_handle; // a decompressor serves one thread; it lives as long as the thread pool does

    static JpegDecoder() => NativeLibrary.SetDllImportResolver(
        typeof(JpegDecoder).Assembly, (name, _, _) => name == Library ? s_library.Value : 0);

    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable => s_library.Value != 0;

    /// <summary>Decodes a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="DecantException">The library is missing, or the file is damaged.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (!IsAvailable)
        {
            throw new DecantException(
                $"JPEG '{file}': the library libturbojpeg is needed to read JPEG images, and not installed. Debian and Ubuntu: apt install libturbojpeg0; Fedora: dnf install turbojpeg; "
                + "macOS: brew install jpeg-turbo; Windows: put turbojpeg.dll of libjpeg-turbo on the path. Or convert the images to PNG, which needs nothing.");
        }

        var handle = s_handle != 0 ? s_handle : s_handle = InitDecompress();
        fixed (byte* start = bytes)
        {
            if (DecompressHeader(handle, start, new CULong((uint)bytes.Length), out var width, out var height, out _, out var space) != 0)
            {
                throw Damaged(handle, bytes, file);
            }

            if ((long)width * height > Picture.MaximumPixels)
            {
                throw new DecantException($"JPEG '{file}': expected at most {Picture.MaximumPixels} pixels, received {width}x{height}. The header is damaged, or the image is too large.");
            }

            if (space is SpaceCmyk or SpaceYcck)
            {
                throw new DecantException($"JPEG '{file}': its colours are those of print (CMYK). Save it as RGB.");
            }

            var channels = space == SpaceGrey ? 1 : 3;
            var interleaved = new byte[channels * width * height];
            fixed (byte* pixels = interleaved)
            {
                if (Decompress(handle, start, new CULong((uint)bytes.Length), pixels, width, 0, height, channels == 1 ? FormatGrey : FormatRgb, AccurateTransform | StopOnWarning) != 0)
                {
                    throw Damaged(handle, bytes, file);
                }
            }

            return new Picture(channels, height, width, channels == 1 ? interleaved : Separate(interleaved));
        }
    }

    private static byte[] Separate(byte[] interleaved)
    {
        var area = interleaved.Length / 3;
        var pixels = new byte[interleaved.Length];
        for (var i = 0; i < area; i++)
        {
            pixels[i] = interleaved[3 * i];
            pixels[area + i] = interleaved[(3 * i) + 1];
            pixels[(2 * area) + i] = interleaved[(3 * i) + 2];
        }

        return pixels;
    }

    private static DecantException Damaged(nint handle, ReadOnlySpan<byte> bytes, string file)
    {
        var reason = Marshal.PtrToStringUTF8(ErrorText(handle));
        s_handle = 0; // a decompressor that failed in the middle takes the next file for the rest of this one
        Destroy(handle);
        return new DecantException($"JPEG '{file}': its {bytes.Length} bytes cannot be decoded ({reason}). The file is damaged or cut short.");
    }

    private static nint Load()
    {
        foreach (var name in s_names)
        {
            if (NativeLibrary.TryLoad(name, typeof(JpegDecoder).Assembly, null, out var library))
            {
                return library;
            }
        }

        return 0;
    }

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(nint handle, byte* bytes, CULong size, out int width, out int height, out int subsampling, out int colourSpace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(nint handle, byte* bytes, CULong size, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint handle);
}
