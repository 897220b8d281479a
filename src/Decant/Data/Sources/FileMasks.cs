using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;

namespace Decant.Data.Sources;

/// <summary>
/// A class for every pixel of images whose label images are files: the first ones are kept as bytes once they were read, the others are
/// read whenever they are needed. Which are kept never changes.
/// </summary>
/// <param name="field">What the classes mean, <c>[H, W]</c>.</param>
/// <param name="tree">The label images.</param>
/// <param name="files">The label image of each sample.</param>
/// <param name="classes">What their numbers or colours mean.</param>
/// <param name="room">How many are kept.</param>
internal sealed class FileMasks(Field field, FileTree tree, IReadOnlyList<int> files, MaskClasses classes, int room) : MemoryField(field)
{
    [ThreadStatic]
    private static byte[]? s_mask;

    private readonly byte[]?[] _kept = new byte[Math.Min(room, files.Count)][];

    /// <summary>The masks of some of the samples.</summary>
    /// <param name="places">Their places.</param>
    public FileMasks Keep(IReadOnlyList<int> places) => new(Field, tree, [.. places.Select(place => files[place])], classes, room);

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (!sample.Asks(Field.Name))
        {
            return;
        }

        var mask = sample.Numbers<long>(Field.Name);
        var own = Classes(index);
        for (var i = 0; i < own.Length; i++)
        {
            mask[i] = own[i] == MaskClasses.Void ? (long)Field.Padding : own[i];
        }
    }

    /// <inheritdoc/>
    public override void Identify(IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Field.Names)));
        for (var index = 0; index < files.Count; index++)
        {
            hash.AppendData(Classes(index));
        }
    }

    // Valid on this thread until the next mask is asked for.
    private ReadOnlySpan<byte> Classes(int index)
    {
        if (index < _kept.Length)
        {
            return _kept[index] ??= Decode(index, new byte[Field.Count]);
        }

        s_mask = s_mask?.Length == Field.Count ? s_mask : new byte[Field.Count];
        return Decode(index, s_mask);
    }

    private byte[] Decode(int index, byte[] mask)
    {
        var (path, read, _) = tree.Files[files[index]];
        MaskFile.Read(read(), path, classes.Colours is not null).Write(classes, Field.Shape[0].Size, Field.Shape[1].Size, mask);
        return mask;
    }
}
