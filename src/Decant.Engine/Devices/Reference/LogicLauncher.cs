using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Operators that join two truth values.</summary>
internal sealed unsafe class LogicLauncher : Launcher<ElementwiseBinary>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Type> Operators { get; } = [typeof(And), typeof(Or), typeof(Xor)];

    /// <inheritdoc/>
    protected override void Run(ElementwiseBinary @operator, Step step)
    {
        switch (@operator)
        {
            case And:
                Apply(default(Kernel.Formulas.And));
                break;
            case Or:
                Apply(default(Kernel.Formulas.Or));
                break;
            default:
                Apply(default(Kernel.Formulas.Xor));
                break;
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IBinaryFormula<bool, bool> =>
            Kernel.Binary.Run<bool, bool, TFormula>(
                formula,
                (bool*)step.Inputs[0]!.Pointer,
                (bool*)step.Inputs[1]!.Pointer,
                (bool*)step.Outputs[0].Pointer,
                step.Nest()
            );
    }
}
