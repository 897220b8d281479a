namespace Decant.Data.Images;
internal static class PngDecoder { public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]; }
