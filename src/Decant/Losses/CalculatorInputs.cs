using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Losses;

/// <summary>
/// Given arrays as the inputs of a loss's graph: checked, called by the names under which the formula finds them, floats as float64.
/// </summary>
internal sealed record CalculatorInputs
{
    public const string Batch = "N";
    public const string Teacher = "teacher";
    public const string Labels = "labels";
    public const string Targets = "targets";
    public const string Samples = "samples";
    public const string StudentPrefix = "student/";

    private CalculatorInputs(IReadOnlyDictionary<string, Tensor> arrays, IReadOnlyList<string> students) =>
        (Arrays, Students) = (arrays, students);

    /// <summary>Every input: floats Float64, whole numbers Int64; the first axis is the batch.</summary>
    public IReadOnlyDictionary<string, Tensor> Arrays { get; }

    /// <summary>The inputs that belong to the student.</summary>
    public IReadOnlyList<string> Students { get; }

    /// <summary>N.</summary>
    public int Count => Arrays[Students[0]].Dimensions[0];

    /// <summary>The inputs of a loss; what the answers mean must be given.</summary>
    /// <exception cref="DecantException">An array is missing, is not finite or is of the wrong shape, or a label is no class.</exception>
    public static CalculatorInputs Of(DistillationLoss loss, LossArrays given)
    {
        var (inside, insideTeacher) = (loss.StudentValues, loss.TeacherValues);
        var students = Named("student", given.Student, inside.Count == 0 ? ["student"] : [.. inside.Select(name => StudentPrefix + name)]);
        var teachers = !loss.NeedsTeacher
            ? []
            : Named(
                "teacher",
                given.Teacher,
                insideTeacher.Count == 0 ? [Teacher] : [.. insideTeacher.Select(name => LossSignals.TeacherPrefix + name)]
            );
        var arrays = new Dictionary<string, Tensor>([.. students, .. teachers]);
        var student = students[0].Value;
        foreach (var (name, array) in teachers.Where(teacher => teacher.Value.Dimensions[0] != student.Dimensions[0]))
        {
            throw new DecantException(
                $"{loss.Name}: expected as many samples of the teacher as of the student, {student.Dimensions[0]}, "
                    + $"received {array.Dimensions[0]}. Give both the same samples in the same order."
            );
        }

        if (
            inside.Count == 0
            && new[] { students, teachers }.SelectMany(all => all).FirstOrDefault(array => array.Value.Rank != 2) is { Key: not null } flat
        )
        {
            throw new DecantException(
                $"{loss.Name}: expected {loss.Facts.Shapes}, received "
                    + $"[{string.Join(", ", flat.Value.Dimensions.ToArray())}] for the {flat.Key}. Give a row for each "
                    + $"sample."
            );
        }

        if (loss.NeedsLabels && given.Task!.LearnsClasses)
        {
            arrays[Labels] = CalculatorLabels.Whole(loss, given.Labels, student);
        }
        else if (loss.NeedsLabels || loss.NeedsTargets)
        {
            arrays[Targets] = CalculatorLabels.Numbers(loss, given.Labels, student, given.Task!);
        }

        if (loss.NeedsSamples)
        {
            arrays[Samples] = Tensor.From<long>([.. Enumerable.Range(0, student.Dimensions[0]).Select(place => (long)place)]);
        }

        return new CalculatorInputs(arrays, [.. students.Select(array => array.Key)]);

        KeyValuePair<string, Tensor>[] Named(string who, IReadOnlyList<Tensor> tensors, IReadOnlyList<string> names) =>
            tensors.Count == names.Count
                ? [.. tensors.Zip(names, (tensor, name) => KeyValuePair.Create(name, Floats(tensor, $"{loss.Name}: the {who}'s array")))]
                : throw new DecantException(
                    $"{loss.Name}: expected {names.Count} {(names.Count == 1 ? "array" : "arrays")} of the {who}, "
                        + $"received "
                        + $"{(tensors.Count == 0 ? "none" : tensors.Count.ToString(CultureInfo.InvariantCulture))}. It "
                        + $"reads {loss.Facts.Shapes}."
                );
    }

    /// <summary>The numbers as Float64.</summary>
    /// <param name="array">Any array with at least one element.</param>
    /// <param name="what">What to call it.</param>
    /// <param name="mayBeUnknown">Whether NaN means a number that no one knows.</param>
    /// <exception cref="DecantException">It is empty, or a number is not finite.</exception>
    public static Tensor Floats(Tensor array, string what, bool mayBeUnknown = false)
    {
        if (array.Rank == 0 || array.Count == 0)
        {
            throw new DecantException(
                $"{what}: expected a sample or more, received an array of shape "
                    + $"[{string.Join(", ", array.Dimensions.ToArray())}]. Give a row for each sample."
            );
        }

        var floats = new Tensor(ElementType.Float64, array.Dimensions);
        var numbers = floats.Span<double>();
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = array.Type switch
            {
                ElementType.Float64 => array.Span<double>()[i],
                ElementType.Float32 => array.Span<float>()[i],
                ElementType.Int64 => array.Span<long>()[i],
                ElementType.Int32 => array.Span<int>()[i],
                ElementType.Int8 => array.Span<sbyte>()[i],
                _ => array.Bytes()[i],
            };
            if (!double.IsFinite(numbers[i]) && !(mayBeUnknown && double.IsNaN(numbers[i])))
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what}: expected finite numbers, received {numbers[i]} at [{Place(i, array.Dimensions)}]. "
                            + $"Find out where it comes from before comparing."
                    )
                );
            }
        }

        return floats;
    }

    private static string Place(long element, ReadOnlySpan<int> sizes)
    {
        var place = new long[sizes.Length];
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            (element, place[axis]) = Math.DivRem(element, sizes[axis]);
        }

        return string.Join(", ", place);
    }
}
