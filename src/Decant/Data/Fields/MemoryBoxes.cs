using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Decant.Data.Fields;

/// <summary>The boxes of every picture of a data set: where they are, what is in them, and which do not count.</summary>
internal sealed class MemoryBoxes
{
    private readonly IReadOnlyList<PictureBox[]> _boxes;
    private readonly IReadOnlyList<string> _classNames;
    private readonly int _most;

    /// <summary>Takes over the boxes of pictures.</summary>
    /// <param name="boxes">Of each picture, in pixels of the picture that networks see; none where there is only background.</param>
    /// <param name="classNames">What the things are.</param>
    /// <param name="most">The most boxes of a picture, in this part and in others; 1 or more.</param>
    public MemoryBoxes(IReadOnlyList<PictureBox[]> boxes, IReadOnlyList<string> classNames, int most)
    {
        (_boxes, _classNames, _most) = (boxes, classNames, most);
        Fields = [new Places(this, most), new Classes(this, classNames, most), new Crowds(this, most)];
    }

    /// <summary>The fields <c>boxes</c> [B, 4], <c>box.class</c> [B] and <c>box.crowd</c> [B].</summary>
    public IReadOnlyList<MemoryField> Fields { get; }

    /// <summary>The boxes of a picture.</summary>
    public IReadOnlyList<PictureBox> this[int index] => _boxes[index];

    /// <summary>The boxes of some of the pictures.</summary>
    /// <param name="places">Their places.</param>
    public MemoryBoxes Keep(IReadOnlyList<int> places) => new([.. places.Select(place => _boxes[place])], _classNames, _most);

    private sealed class Places(MemoryBoxes owner, int most) : MemoryField(Field.Boxes(Field.BoxesName, most))
    {
        public override void Read(int index, Sample sample)
        {
            if (!sample.Asks(Field.Name))
            {
                return;
            }

            var boxes = owner._boxes[index];
            var numbers = sample.Numbers<float>(Field.Name, boxes.Length);
            for (var b = 0; b < boxes.Length; b++)
            {
                (numbers[4 * b], numbers[(4 * b) + 1]) = (boxes[b].Left, boxes[b].Top);
                (numbers[(4 * b) + 2], numbers[(4 * b) + 3]) = (boxes[b].Right, boxes[b].Bottom);
            }
        }

        // One field says it for all three.
        public override void Identify(IncrementalHash hash)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Field.Name));
            foreach (var boxes in owner._boxes)
            {
                var count = boxes.Length;
                hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in count)));
                foreach (var box in boxes)
                {
                    ReadOnlySpan<float> numbers = [box.Left, box.Top, box.Right, box.Bottom, box.Class, box.IsCrowd ? 1 : 0];
                    hash.AppendData(MemoryMarshal.AsBytes(numbers));
                }
            }
        }
    }

    private sealed class Classes(MemoryBoxes owner, IReadOnlyList<string> names, int most) : MemoryField(Field.BoxClasses(names, most))
    {
        public override void Read(int index, Sample sample)
        {
            if (!sample.Asks(Field.Name))
            {
                return;
            }

            var boxes = owner._boxes[index];
            var numbers = sample.Numbers<long>(Field.Name, boxes.Length);
            for (var b = 0; b < boxes.Length; b++)
            {
                numbers[b] = boxes[b].Class;
            }
        }
    }

    private sealed class Crowds(MemoryBoxes owner, int most) : MemoryField(Field.BoxCrowds(most))
    {
        public override void Read(int index, Sample sample)
        {
            if (!sample.Asks(Field.Name))
            {
                return;
            }

            var boxes = owner._boxes[index];
            var numbers = sample.Numbers<long>(Field.Name, boxes.Length);
            for (var b = 0; b < boxes.Length; b++)
            {
                numbers[b] = boxes[b].IsCrowd ? 1 : 0;
            }
        }
    }
}
