using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Training.Optimizers;

/// <summary>Updates worked out by hand: one weight matrix, which decays, and one bias, which does not.</summary>
public sealed class OptimizerTests
{
    private static readonly Sgd s_sgd = new();
    private static readonly AdamW s_adamW = new();
    private static readonly double[] s_weight = [1, -2],
        s_bias = [0.5];
    private static readonly double[][] s_gradients =
    [
        [0.5, 0.25, -1],
        [-0.25, 1, 2],
    ];

    public static TheoryData<ElementType, bool> Precisions =>
        new()
        {
            { ElementType.Float64, false },
            { ElementType.Float32, false },
            { ElementType.Float64, true },
            { ElementType.Float32, true },
        };

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Sgd_adds_weight_decay_to_the_gradient_and_keeps_a_velocity(ElementType precision, bool isFormula)
    {
        // Step 1: d = g + 0.1·w, v = d, w −= 0.2·v. Step 2: v = 0.9·v + d. The bias has d = g.
        Check(precision, isFormula, Usual(new Sgd { Momentum = 0.9 }), (w, g, decay, state, _) =>
        {
            state[0] = (0.9 * state[0]) + g + (decay * w);
            return w - (0.2 * state[0]);
        });
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Nesterov_takes_the_gradient_where_the_velocity_leads(ElementType precision, bool isFormula)
    {
        Check(precision, isFormula, Usual(new Sgd { Momentum = 0.9, Nesterov = true }), (w, g, decay, state, _) =>
        {
            var d = g + (decay * w);
            state[0] = (0.9 * state[0]) + d;
            return w - (0.2 * (d + (0.9 * state[0])));
        });
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Without_momentum_a_step_is_the_gradient_alone(ElementType precision, bool isFormula)
    {
        Check(precision, isFormula, Usual(new Sgd { Momentum = 0 }), (w, g, decay, _, _) => w - (0.2 * (g + (decay * w))));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void AdamW_divides_the_mean_by_the_root_of_the_mean_square_and_decays_apart(ElementType precision, bool isFormula)
    {
        Check(precision, isFormula, Usual(s_adamW), (w, g, decay, state, step) =>
        {
            state[0] = (0.9 * state[0]) + (0.1 * g);
            state[1] = (0.999 * state[1]) + (0.001 * g * g);
            var (mean, square) = (state[0] / (1 - Math.Pow(0.9, step)), state[1] / (1 - Math.Pow(0.999, step)));
            return w - (0.2 * ((mean / (Math.Sqrt(square) + 1e-8)) + (decay * w)));
        });
    }

    [Fact]
    public void The_first_step_of_AdamW_is_as_long_as_the_learning_rate_whatever_the_gradient()
    {
        using var pool = new WorkerPool(1);
        using var update = Compile(ElementType.Float64, s_adamW with { WeightDecay = 0 }, pool);
        Step(update, [1e-3, -1e3, 0], 1, 1e6);

        Assert.Equal(0.8, update["weight"].Span<double>()[0], 1e-5);
        Assert.Equal(-1.8, update["weight"].Span<double>()[1], 1e-5);
    }

    private static void Check(
        ElementType precision,
        bool isFormula,
        Optimizer optimizer,
        Func<double, double, double, double[], int, double> rule
    )
    {
        using var pool = new WorkerPool(1);
        using var update = Compile(precision, isFormula ? new FormulaAlone(optimizer) : optimizer, pool);
        double[] expected = [.. s_weight, .. s_bias];
        var states = expected.Select(_ => new double[2]).ToArray();
        for (var step = 1; step <= s_gradients.Length; step++)
        {
            // Clipping at half the norm halves the gradients of the second step.
            var scale = step == 2 ? 0.5 : 1;
            var norm = Math.Sqrt(s_gradients[step - 1].Sum(gradient => gradient * gradient));
            Step(update, s_gradients[step - 1], step, scale * norm);
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = rule(expected[i], s_gradients[step - 1][i] * scale, i < 2 ? 0.1 : 0, states[i], step);
            }

            double[] actual = [.. Numbers.Doubles(update["weight"]), .. Numbers.Doubles(update["bias"])];
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair =>
                Assert.Equal(pair.First, pair.Second, precision == ElementType.Float64 ? 1e-14 : 2e-6)
            );
        }
    }

    private static Optimizer Usual(Optimizer optimizer) => optimizer with { LearningRate = 0.2, WeightDecay = 0.1 };

    private static Executable Compile(ElementType precision, Optimizer optimizer, WorkerPool pool)
    {
        var graph = new Graph("two parameters");
        graph.AddParameter("bias", Numbers.Tensor(precision, s_bias, 1));
        graph.AddParameter("weight", Numbers.Tensor(precision, s_weight, 1, 2));
        graph.AddInput(TrainingGraph.GradientOutput("bias"), precision, new Shape(1));
        graph.AddInput(TrainingGraph.GradientOutput("weight"), precision, new Shape(1, 2));
        UpdateGraph.Add(graph, optimizer, clipNorm: 1);
        return Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open(precision == ElementType.Float64 ? "reference" : "managed", pool),
                KeepsStates = true,
            }
        );
    }

    private static void Step(Executable update, double[] gradients, int step, double clip)
    {
        Set(update[TrainingGraph.GradientOutput("weight")], gradients[..2]);
        Set(update[TrainingGraph.GradientOutput("bias")], gradients[2..]);
        update[UpdateGraph.LearningRate].Span<double>()[0] = 0.2;
        update[TrainingForm.StepInput].Span<long>()[0] = step;
        update[UpdateGraph.ClipNorm].Span<double>()[0] = clip;
        update.Run();
        Assert.Equal(Math.Sqrt(gradients.Sum(gradient => gradient * gradient)), update[UpdateGraph.GradientNorm].Span<double>()[0], 1e-4);
    }

    private static void Set(Tensor tensor, double[] numbers) => tensor.CopyFrom(Numbers.Tensor(tensor.Type, numbers, tensor.Dimensions));

    [Fact]
    public void A_formula_of_another_shape_is_refused()
    {
        var graph = new Graph("one parameter");
        graph.AddParameter("weight", new Tensor(ElementType.Float32, 2, 3));
        graph.AddInput(TrainingGraph.GradientOutput("weight"), ElementType.Float32, new Shape(2, 3));

        Assert.Equal(
            "optimizer summing: expected the next value of 'weight' as Float32 [2, 3], received Float32 []. Make the formula of the "
                + "weight's own shape.",
            Assert.Throws<DecantException>(() => UpdateGraph.Add(graph, new Summing())).Message
        );
    }

    /// <summary>An optimizer of the library by its formula, as one of one's own is computed.</summary>
    private sealed record FormulaAlone : Optimizer
    {
        private readonly Optimizer _optimizer;

        public FormulaAlone(Optimizer optimizer)
            : base("formula-alone", "Without the operator that does it in one pass.", 0.1, 0)
        {
            _optimizer = optimizer;
            WeightDecay = optimizer.WeightDecay;
        }

        protected internal override Value Next(UpdateSignals signals) => _optimizer.Next(signals);
    }

    private sealed record Summing() : Optimizer("summing", "Forgets its shape.", 0.1, 0)
    {
        protected internal override Value Next(UpdateSignals signals) => signals.Weight.ReduceSum();
    }
}
