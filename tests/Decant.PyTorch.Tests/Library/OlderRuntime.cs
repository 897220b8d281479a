using System.Buffers.Binary;
using System.Text;

namespace Decant.PyTorch.Tests.Library;

/// <summary>
/// TorchSharp's bridge is built with GCC 13, whose C++ runtime has a new function that sets up the standard streams (version
/// GLIBCXX_3.4.32). Older runtimes set them up by themselves. In a copy the wanted version becomes optional and the function the library's
/// own: its end routine, which does nothing. A symbol of hidden visibility with an address is bound inside the library (System V ABI,
/// ELF-64).
/// </summary>
internal static class OlderRuntime
{
    private const string Function = "_ZSt21ios_base_library_initv";
    private const string Version = "GLIBCXX_3.4.32";
    private const int SectionSize = 64;
    private const uint DynamicSection = 6;
    private const uint DynamicSymbols = 11;
    private const uint NeededVersions = 0x6ffffffe;
    private const ulong EndRoutine = 13;
    private const ushort Weak = 2;
    private const byte GlobalFunction = 0x12;
    private const byte Hidden = 2;

    /// <summary>The library, fitted to an older runtime.</summary>
    public static byte[] Fitted(byte[] library)
    {
        var fitted = library.ToArray();
        var symbols = Section(fitted, DynamicSymbols);
        for (var at = symbols.Offset; at < symbols.Offset + symbols.Size; at += 24)
        {
            if (TextAt(fitted, Linked(fitted, symbols).Offset + (int)UInt32(fitted, at)) == Function)
            {
                (fitted[at + 4], fitted[at + 5]) = (GlobalFunction, Hidden);
                BinaryPrimitives.WriteUInt16LittleEndian(fitted.AsSpan(at + 6), 1);
                BinaryPrimitives.WriteUInt64LittleEndian(fitted.AsSpan(at + 8), EndOf(fitted));
            }
        }

        var versions = Section(fitted, NeededVersions);
        for (var (at, next) = (versions.Offset, 1); next != 0; at += next)
        {
            next = (int)UInt32(fitted, at + 12);
            for (var (one, step) = (at + (int)UInt32(fitted, at + 8), 1); step != 0; one += step)
            {
                step = (int)UInt32(fitted, one + 12);
                if (TextAt(fitted, Linked(fitted, versions).Offset + (int)UInt32(fitted, one + 8)) == Version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(fitted.AsSpan(one + 4), Weak);
                }
            }
        }

        return fitted;
    }

    private static ulong EndOf(byte[] library)
    {
        var table = Section(library, DynamicSection);
        for (var at = table.Offset; at < table.Offset + table.Size; at += 16)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(at)) == EndRoutine)
            {
                return BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(at + 8));
            }
        }

        throw new NotSupportedException("the bridge has no end routine.");
    }

    private static (int Offset, int Size, int Link) Section(byte[] library, uint type)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(60));
        var index = Enumerable.Range(0, count).FirstOrDefault(i => UInt32(library, At(library, i) + 4) == type, -1);
        return index >= 0 ? Section(library, index) : throw new NotSupportedException($"the bridge has no section of type {type}.");
    }

    private static (int Offset, int Size, int Link) Linked(byte[] library, (int Offset, int Size, int Link) section) =>
        Section(library, section.Link);

    private static (int Offset, int Size, int Link) Section(byte[] library, int index)
    {
        var at = At(library, index);
        return (
            (int)BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(at + 24)),
            (int)BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(at + 32)),
            (int)UInt32(library, at + 40)
        );
    }

    private static int At(byte[] library, int index) =>
        (int)BinaryPrimitives.ReadUInt64LittleEndian(library.AsSpan(40)) + (index * SectionSize);

    private static uint UInt32(byte[] library, int at) => BinaryPrimitives.ReadUInt32LittleEndian(library.AsSpan(at));

    private static string TextAt(byte[] library, int at) => Encoding.ASCII.GetString(library, at, Array.IndexOf(library, (byte)0, at) - at);
}
