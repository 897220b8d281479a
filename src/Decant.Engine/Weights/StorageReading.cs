using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Decant.Engine.Graphs;

namespace Decant.Engine.Weights;

/// <summary>Copies numbers out of a file, once, into a tensor's memory.</summary>
internal static unsafe class StorageReading
{
    /// <summary>Fills a tensor of the view's sizes and type.</summary>
    public static void Fill(Tensor tensor, StorageView view)
    {
        if (tensor.Count == 0)
        {
            return;
        }

        var width = view.Element.Width;
        var from = view.File.Address(view.Offset + (view.First * width), checked((view.Extent - view.First) * width));
        if (view.IsContiguous && width == tensor.Type.Size() && BitConverter.IsLittleEndian && tensor.Type != ElementType.Bool)
        {
            Buffer.MemoryCopy(from, tensor.Pointer, tensor.ByteCount, tensor.ByteCount);
            return;
        }

        var to = tensor.Pointer;
        switch (view.Element)
        {
            case var element when element == StoredElement.Float16:
                Gather<ushort, float>(from, (float*)to, view, bits => (float)BitConverter.UInt16BitsToHalf(LowestFirst(bits)));
                break;
            case var element when element == StoredElement.BFloat16:
                Gather<ushort, float>(from, (float*)to, view, bits => BitConverter.UInt32BitsToSingle((uint)LowestFirst(bits) << 16));
                break;
            case { Type: ElementType.Bool }:
                Gather<byte, byte>(from, (byte*)to, view, truth => (byte)(truth == 0 ? 0 : 1));
                break;
            case { Width: 1 }:
                Gather<byte, byte>(from, (byte*)to, view, number => number);
                break;
            case { Width: 2 }:
                Gather<ushort, ushort>(from, (ushort*)to, view, LowestFirst);
                break;
            case { Width: 4 }:
                Gather<uint, uint>(from, (uint*)to, view, number =>
                    BitConverter.IsLittleEndian ? number : BinaryPrimitives.ReverseEndianness(number)
                );
                break;
            default:
                Gather<ulong, ulong>(from, (ulong*)to, view, number =>
                    BitConverter.IsLittleEndian ? number : BinaryPrimitives.ReverseEndianness(number)
                );
                break;
        }
    }

    private static ushort LowestFirst(ushort number) => BitConverter.IsLittleEndian ? number : BinaryPrimitives.ReverseEndianness(number);

    // Numbers in a file are at any byte, so they are read unaligned. The place (i, j, …) counts up like a clock, last axis fastest.
    private static void Gather<TStored, T>(byte* from, T* to, StorageView view, Func<TStored, T> convert)
        where TStored : unmanaged
        where T : unmanaged
    {
        int[] sizes = [.. view.Sizes, 1];
        long[] strides = [.. view.Strides, 1];
        var last = Math.Max(0, sizes.Length - 2);
        var place = new int[sizes.Length];
        for (long done = 0, row = 0, count = view.Count; done < count; )
        {
            for (var i = 0; i < sizes[last]; i++)
            {
                to[done++] = convert(Unsafe.ReadUnaligned<TStored>(from + ((row + (i * strides[last])) * sizeof(TStored))));
            }

            for (var axis = last - 1; axis >= 0; axis--)
            {
                row += strides[axis];
                if (++place[axis] < sizes[axis])
                {
                    break;
                }

                row -= strides[axis] * sizes[axis];
                place[axis] = 0;
            }
        }
    }
}
