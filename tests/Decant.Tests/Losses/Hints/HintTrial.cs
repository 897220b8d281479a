using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Losses.Hints;

/// <summary>Random values inside both networks, and random numbers by which to change them.</summary>
/// <param name="Case">The loss.</param>
/// <param name="Arrays">The values by the names that <see cref="LossFormula"/> knows.</param>
/// <param name="Noise">Numbers from −10 to 10 without 0.</param>
internal sealed record HintTrial(HintPropertyCase Case, IReadOnlyDictionary<string, LossArray> Arrays, double[] Noise)
{
    private const string Student = "student/",
        Teacher = "teacher/";

    // Never 0, which as a vector has no direction: what becomes of it is a convention, and has tests of its own.
    private static readonly Gen<double> s_number =
        from size in Gen.Choose(1, 1000)
        from sign in Gen.Elements(-1, 1)
        select sign * size / 100.0;

    /// <summary>Trials of a loss.</summary>
    public static Gen<HintTrial> Of(HintPropertyCase @case) =>
        from shapes in @case.Shapes
        from numbers in Gen.ArrayOf(s_number, shapes.Values.Length * (Count(shapes.Student) + Count(shapes.Teacher)))
        from noise in Gen.ArrayOf(s_number, 64)
        select new HintTrial(@case, Cut(shapes, @case.IsRectified ? [.. numbers.Select(Math.Abs)] : numbers), noise);

    /// <summary>What the loss makes of the values.</summary>
    public LossResult Result =>
        LossFormula.Of(
            Case.Loss,
            new Dictionary<string, LossArray>(Arrays) { ["student"] = new double[Arrays.Values.First().Dimensions[0], 2] }
        );

    /// <summary>The same with the student's values changed.</summary>
    public HintTrial WithStudent(Func<LossArray, LossArray> change) => With(Student, change);

    /// <summary>The same with the values of both changed.</summary>
    public HintTrial WithBoth(Func<LossArray, LossArray> change) => With(Student, change).With(Teacher, change);

    /// <summary>The same with the teacher's values in the student, too.</summary>
    public HintTrial OfEqual() =>
        this with
        {
            Arrays = Arrays.ToDictionary(
                array => array.Key,
                array => Arrays[array.Key.Replace(Student, Teacher, StringComparison.Ordinal)]
            ),
        };

    /// <summary>The same with student and teacher in each other's place.</summary>
    public HintTrial Swapped() =>
        this with
        {
            Arrays = Arrays.ToDictionary(
                array =>
                    array.Key.StartsWith(Student, StringComparison.Ordinal)
                        ? Teacher + array.Key[Student.Length..]
                        : Student + array.Key[Teacher.Length..],
                array => array.Value
            ),
        };

    private HintTrial With(string side, Func<LossArray, LossArray> change) =>
        this with
        {
            Arrays = Arrays.ToDictionary(
                array => array.Key,
                array => array.Key.StartsWith(side, StringComparison.Ordinal) ? change(array.Value) : array.Value
            ),
        };

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    private static Dictionary<string, LossArray> Cut(HintShapes shapes, double[] numbers)
    {
        var (arrays, start) = (new Dictionary<string, LossArray>(), 0);
        foreach (var (side, shape) in new[] { (Student, shapes.Student), (Teacher, shapes.Teacher) })
        {
            foreach (var value in shapes.Values)
            {
                arrays[side + value] = new(numbers[start..(start += Count(shape))], shape);
            }
        }

        return arrays;
    }
}
