using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Tests.Adoption;

public sealed class FormulaNumbersTests
{
    private static readonly Dictionary<string, Tensor> s_made = new()
    {
        ["a ramp"] = Of([16], i => i[0]),
        ["a ramp of bins, as a convolution's weight"] = Of([1, 16, 1, 1], i => i[1]),
        ["a grid from 0 to 1"] = Of([12, 12, 2], i => (i[2] == 0 ? i[0] : i[1]) / 11.0),
        ["slopes of ALiBi"] = Of([8, 1, 1], i => Math.Pow(2, -i[0] - 1)),
        ["frequencies of rotations"] = Of([32], i => Math.Pow(10000, -i[0] / 32.0)),
        ["positions as waves"] = Of([40, 16], i => i[1] % 2 == 0 ? Math.Sin(Angle(i)) : Math.Cos(Angle(i))),
        ["cosines of rotations"] = Of([1, 1, 50, 8], i => Math.Cos(i[2] * Math.Pow(10000, -i[3] / 8.0))),
        ["a Fourier transform under Hann's window, real and imaginary parts"] = Of([66, 1, 64], i =>
            Hann(i[2]) * (i[0] < 33 ? Math.Cos(Turn(i[0], i[2])) : -Math.Sin(Turn(i[0] - 33, i[2])))
        ),
        ["a bank of triangles"] = Of([20, 64], i => Math.Max(0, 1 - (Math.Abs(i[1] - (3 * i[0]) - 2) / 3.0))),
        ["a blur"] = Of([6, 1, 3, 3], i => new[] { 1, 2, 1 }[i[2]] * new[] { 1, 2, 1 }[i[3]] / 16.0),
    };

    private static readonly Dictionary<string, Tensor> s_learnt = new()
    {
        ["random weights"] = Random(0, 1, 12, 30),
        ["a random table of positions"] = Random(0, 0.02, 64, 16),
        ["scales near 1"] = Random(1, 1e-6, 64),
        ["scales somewhat near 1"] = Random(1, 1e-2, 64),
        ["scales of which one stands out"] = Of([64], i => i[0] == 20 ? 300 : 1 + (0.2 * Math.Sin(i[0] * i[0]))),
        ["scales of 1"] = Of([64], _ => 1),
        ["biases of 0"] = Of([64], _ => 0),
        ["a layer's weight that begins at 0"] = Of([16, 16, 3, 3], _ => 0),
        ["pruned weights"] = Of([40, 40], i => ((i[0] * 7) + (i[1] * 13)) % 19 == 0 ? Math.Sin(i[0] * i[1]) : 0),
        ["weights between 0 and 1"] = Random(0.5, 0.1, 20, 20),
        ["depthwise kernels"] = Random(0, 0.3, 8, 1, 3, 3),
        ["a short bias"] = Random(0, 1, 4),
    };

    public static TheoryData<string> Made => [.. s_made.Keys];

    public static TheoryData<string> Learnt => [.. s_learnt.Keys];

    [Theory]
    [MemberData(nameof(Made))]
    public void What_a_formula_made_is_recognised(string name) => Assert.True(FormulaNumbers.IsMade(s_made[name]));

    [Theory]
    [MemberData(nameof(Learnt))]
    public void What_is_learnt_is_not_taken_for_a_formula(string name) => Assert.False(FormulaNumbers.IsMade(s_learnt[name]));

    private static double Angle(int[] i) => i[0] * Math.Pow(10000, -(i[1] / 2) / 8.0);

    private static double Hann(int n) => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 64));

    private static double Turn(int frequency, int n) => 2 * Math.PI * frequency * n / 64;

    private static Tensor Of(int[] sizes, Func<int[], double> number)
    {
        var data = new Tensor(ElementType.Float32, sizes);
        var place = new int[sizes.Length];
        foreach (ref var element in data.Span<float>())
        {
            element = (float)number(place);
            for (var axis = sizes.Length - 1; axis >= 0 && ++place[axis] == sizes[axis]; axis--)
            {
                place[axis] = 0;
            }
        }

        return data;
    }

    private static Tensor Random(double mean, double deviation, params int[] sizes)
    {
        var stream = new RandomStream(5, "numbers");
        return Of(sizes, _ => mean + (deviation * stream.NextNormal()));
    }
}
