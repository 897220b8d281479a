using System.Buffers.Binary;
using Decant.Engine;
using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>Numbers of classes as bytes: U16, or I32 where there are more than 65,536.</summary>
/// <param name="classes">How many classes there are.</param>
internal readonly struct ClassNumbers(int classes)
{
    private readonly bool _isShort = classes <= ushort.MaxValue + 1;

    public StoredElement Element => StoredElement.Find(_isShort ? "U16" : "I32");

    public void Write(Span<byte> row, int place, int number)
    {
        if (_isShort)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(row[(2 * place)..], (ushort)number);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(4 * place)..], number);
        }
    }

    /// <exception cref="DecantException">There is no such class.</exception>
    public int Read(ReadOnlySpan<byte> row, int place)
    {
        var number = _isShort
            ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * place)..])
            : BinaryPrimitives.ReadInt32LittleEndian(row[(4 * place)..]);
        return (uint)number < (uint)classes
            ? number
            : throw new DecantException(
                $"expected a class from 0 to {classes - 1}, received {number}. Make the answer anew (decant store repair)."
            );
    }
}
