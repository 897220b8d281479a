using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Operators that map every element by itself: each is a formula that the one loop applies.</summary>
internal sealed unsafe class UnaryLauncher : ElementwiseLauncher<ElementwiseUnary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(ElementwiseUnary @operator, Step step)
    {
        switch (@operator)
        {
            case Abs: Apply(default(Reference.Formulas.Abs<T>)); break;
            case Atan: Apply(default(Reference.Formulas.Atan<T>)); break;
            case Ceil: Apply(default(Reference.Formulas.Ceil<T>)); break;
            case Clip clip: Apply(new Reference.Formulas.Clip<T>(T.CreateSaturating(clip.Minimum), T.CreateSaturating(clip.Maximum))); break;
            case Cos: Apply(default(Reference.Formulas.Cos<T>)); break;
            case Elu elu: Apply(new Reference.Formulas.Elu<T>(elu.Alpha)); break;
            case Erf: Apply(default(Reference.Formulas.Erf<T>)); break;
            case Exp: Apply(default(Reference.Formulas.Exp<T>)); break;
            case Floor: Apply(default(Reference.Formulas.Floor<T>)); break;
            case Gelu: Apply(default(Reference.Formulas.Gelu<T>)); break;
            case LeakyRelu leaky: Apply(new Reference.Formulas.LeakyRelu<T>(leaky.Alpha)); break;
            case Log: Apply(default(Reference.Formulas.Log<T>)); break;
            case Neg: Apply(default(Reference.Formulas.Neg<T>)); break;
            case Reciprocal: Apply(default(Reference.Formulas.Reciprocal<T>)); break;
            case Relu: Apply(default(Reference.Formulas.Relu<T>)); break;
            case Round: Apply(default(Reference.Formulas.Round<T>)); break;
            case Sigmoid: Apply(default(Reference.Formulas.Sigmoid<T>)); break;
            case Sign: Apply(default(Reference.Formulas.Sign<T>)); break;
            case Sin: Apply(default(Reference.Formulas.Sin<T>)); break;
            case Softplus: Apply(default(Reference.Formulas.Softplus<T>)); break;
            case Sqrt: Apply(default(Reference.Formulas.Sqrt<T>)); break;
            case Tanh: Apply(default(Reference.Formulas.Tanh<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IUnaryFormula<T, T> => Each<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(ElementwiseUnary @operator, Step step)
    {
        switch (@operator)
        {
            case Abs: Apply(default(Reference.Formulas.Abs<T>)); break;
            case BitwiseNot: Apply(default(Reference.Formulas.BitwiseNot<T>)); break;
            case Clip clip: Apply(new Reference.Formulas.Clip<T>(T.CreateSaturating(clip.Minimum), T.CreateSaturating(clip.Maximum))); break;
            case Neg: Apply(default(Reference.Formulas.Neg<T>)); break;
            case Relu: Apply(new Reference.Formulas.Clip<T>(T.Zero, T.MaxValue)); break;
            case Sign: Apply(default(Reference.Formulas.Sign<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IUnaryFormula<T, T> => Each<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    public override void Append(Step step, Managed.Chain chain)
    {
        var @operator = (ElementwiseUnary)step.Node.Operator;
        switch (@operator)
        {
            case Abs: Apply(default(Managed.Formulas.Abs)); break;
            case Atan: Apply(default(Managed.LaneByLane<Reference.Formulas.Atan<float>>)); break;
            case Ceil: Apply(default(Managed.Formulas.Ceil)); break;
            case Clip clip: Apply(new Managed.Formulas.Clip((float)clip.Minimum, (float)clip.Maximum)); break;
            case Cos: Apply(default(Managed.LaneByLane<Reference.Formulas.Cos<float>>)); break;
            case Elu elu: Apply(new Managed.Formulas.Elu((float)elu.Alpha)); break;
            case Erf: Apply(default(Managed.Formulas.Erf)); break;
            case Exp: Apply(default(Managed.Formulas.Exp)); break;
            case Floor: Apply(default(Managed.Formulas.Floor)); break;
            case Gelu: Apply(default(Managed.Formulas.Gelu)); break;
            case LeakyRelu leaky: Apply(new Managed.Formulas.LeakyRelu((float)leaky.Alpha)); break;
            case Log: Apply(default(Managed.Formulas.Log)); break;
            case Neg: Apply(default(Managed.Formulas.Neg)); break;
            case Reciprocal: Apply(default(Managed.Formulas.Reciprocal)); break;
            case Relu: Apply(default(Managed.Formulas.Relu)); break;
            case Round: Apply(default(Managed.Formulas.Round)); break;
            case Sigmoid: Apply(default(Managed.Formulas.Sigmoid)); break;
            case Sign: Apply(default(Managed.Formulas.Sign)); break;
            case Sin: Apply(default(Managed.LaneByLane<Reference.Formulas.Sin<float>>)); break;
            case Softplus: Apply(default(Managed.Formulas.Softplus)); break;
            case Sqrt: Apply(default(Managed.Formulas.Sqrt)); break;
            case Tanh: Apply(default(Managed.Formulas.Tanh)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : unmanaged, Managed.IUnaryFormula =>
            chain.Add(new Managed.Unary.Work<TFormula> { Formula = formula }, At(step.Inputs[0]!), default, At(step.Outputs[0]));
    }

    private static void Each<T, TFormula>(TFormula formula, Step step) where T : unmanaged where TFormula : struct, Reference.IUnaryFormula<T, T> =>
        Reference.Unary.Run<T, T, TFormula>(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
