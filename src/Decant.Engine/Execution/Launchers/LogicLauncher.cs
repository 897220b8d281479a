using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Operators that join two truth values.</summary>
internal sealed unsafe class LogicLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        switch (step.Node.Operator)
        {
            case And: Apply(default(Reference.Formulas.And)); break;
            case Or: Apply(default(Reference.Formulas.Or)); break;
            default: Apply(default(Reference.Formulas.Xor)); break;
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IBinaryFormula<bool, bool> =>
            Reference.Binary.Run<bool, bool, TFormula>(
                formula, (bool*)step.Inputs[0]!.Pointer, (bool*)step.Inputs[1]!.Pointer, (bool*)step.Outputs[0].Pointer, step.Nest());
    }
}
