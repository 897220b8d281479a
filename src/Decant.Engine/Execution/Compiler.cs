using System.Globalization;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Execution;

/// <summary>
/// Turns a graph into steps with all memory laid out: dead nodes removed, image orders chosen, views as aliases, results in the place
/// of operands that no one reads again, everything else in one arena by the time it is needed.
/// </summary>
internal sealed class Compiler
{
    private readonly CompileOptions _options;
    private readonly IKernelPlans? _plans;
    private readonly Graph _graph;
    private readonly IReadOnlySet<Node> _channelsLast;
    private readonly SymbolTable _symbols;
    private readonly Dictionary<Value, Operand> _operands = [];
    private readonly Dictionary<Value, int> _lastRead = [];
    private readonly HashSet<Value> _outputs;
    private readonly StatePlan _states;
    private long _outside;

    private Compiler(Graph graph, CompileOptions options)
    {
        _options = options;
        var device = options.Device;
        _plans = device.CreatePlans();
        string[] parameters =
        [
            .. graph.Nodes.Where(node => node.Operator is OptimizerUpdate).Select(node => node.Inputs[OptimizerUpdate.WeightsInput]!.Name),
        ];
        var placed = PlaceUpdates.Run(
            DeadCode.Remove(graph),
            node => device.Launcher(node).CanUpdate(node),
            node => device.Launcher(node).IsView
        );
        _graph = PassLists.Compiled(device.ReadsHalf, device.IsWhole).Run(placed);
        (_graph, _channelsLast) = AssignImageOrder.Run(_graph, device.Order);
        _symbols = new SymbolTable(_graph, options.Bounds);
        _states = options.KeepsStates ? new StatePlan(_graph, parameters, device.Launcher) : StatePlan.None;
        _outputs = [.. _graph.Outputs];
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            foreach (var input in _graph.Nodes[i].Inputs.OfType<Value>())
            {
                _lastRead[input] = i;
            }
        }
    }

    /// <summary>Compiles a graph.</summary>
    /// <exception cref="DecantException"> A named size has no bound, or an operator has no kernel, or the machine has too little memory, or
    /// the device needs a library that is not installed.
    /// </exception>
    public static Executable Compile(Graph graph, CompileOptions options)
    {
        try
        {
            return new Compiler(graph, options).Run();
        }
        catch (Exception problem) when (problem is OverflowException or OutOfMemoryException)
        {
            throw new DecantException(
                $"Compile: graph '{graph.Name}' needs more memory at these sizes than the machine has. Smaller sizes need less.",
                problem
            );
        }
    }

    private Executable Run()
    {
        if (_graph.Nodes.FirstOrDefault(node => node.Operator is Dropout { IsTraining: true }) is { } dropout)
        {
            throw new UnsupportedException(
                "Dropout",
                $"node '{dropout.Name}' (Dropout): it is in training mode, so its result is random. Export the model in evaluation mode."
            );
        }

        foreach (var value in _graph.Inputs.Concat(_graph.Initializers))
        {
            Outside(value, _states.Memory(value) ?? value.Data);
        }

        var steps = UpdateChains.Join(ElementwiseChains.Join([.. _graph.Nodes.Select(Plan)]));
        var inArena = InChains(
            steps,
            [.. _operands.Values.Select(operand => operand.Storage).Where(storage => storage.InArena).Distinct()]
        );
        var bytes = Affordable(Arena.Plan(inArena));
        var operands = _operands.Values.ToDictionary(operand => operand.Value.Name, StringComparer.Ordinal);
        return new Executable(_graph, steps, operands, _symbols, inArena, bytes, new StateMemory(_states, _operands), _options)
        {
            Plans = _plans,
        };
    }

    // The steps of a chain run as one, block by block: what one of them reads or writes lives as long as all of them, and what only they
    // touch needs no memory.
    private static Storage[] InChains(Step[] steps, Storage[] storages)
    {
        var numbers = steps.SelectMany((step, number) => Enumerable.Repeat(number, step.Chain.Length)).ToArray();
        var slots = new int[steps.Length];
        foreach (var storage in storages)
        {
            (storage.FirstStep, storage.LastStep) = (numbers[storage.FirstStep], numbers[storage.LastStep]);
            if (
                storage.FirstStep == storage.LastStep
                && steps[storage.FirstStep] is { Chain.Length: > 1 } step
                && step.Launcher.ChainsWith(step.Launcher)
            )
            {
                storage.Slot = slots[storage.FirstStep]++;
            }
        }

        return [.. storages.Where(storage => storage.Slot is null)];
    }

    private long Affordable(long bytes)
    {
        var most = _options.Device.Memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return bytes <= most
            ? bytes
            : throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Compile: graph '{_graph.Name}' needs {Amount(bytes)} to compute in at these sizes, this "
                        + $"process may use {Amount(most)}. A smaller batch needs less."
                )
            );

        static string Amount(long amount) =>
            amount < 1e9
                ? string.Create(CultureInfo.InvariantCulture, $"{amount / 1e6:F0} MB")
                : string.Create(CultureInfo.InvariantCulture, $"{amount / 1e9:F1} GB");
    }

    private Step Plan(Node node, int index)
    {
        var launcher = _options.Device.Launcher(node);
        var inputs = node.Inputs.Select(input => input is null ? null : _operands[input]).ToArray();
        var outputs = new Operand[node.Outputs.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            var value = node.Outputs[i];
            outputs[i] =
                _states.Home(value) is { } state ? _operands[value] = new Operand(value, _operands[state].Storage, _symbols)
                : _outputs.Contains(value) ? Outside(value, _states.Memory(value))
                : _operands[value] = new Operand(
                    value,
                    i == 0 ? Shared(launcher, node, inputs, index) ?? Fresh(index) : Fresh(index),
                    _symbols
                );
            var storage = outputs[i].Storage;
            storage.LastStep = Math.Max(storage.LastStep, Math.Max(index, _lastRead.GetValueOrDefault(value, index)));
        }

        return new Step(node, launcher, inputs, outputs, _options.Device.Pool)
        {
            ChannelsLast = _channelsLast.Contains(node),
            Plans = _plans,
            Prepared =
                _options.ConstantWeights && launcher.PreparesWeights && node.Inputs[1]!.Data is not null ? new PreparedWeights() : null,
        };
    }

    private static Storage Fresh(int index) => new() { InArena = true, FirstStep = index };

    private Operand Outside(Value value, Tensor? memory)
    {
        var operand = new Operand(value, new Storage(), _symbols);
        if (memory is null)
        {
            Affordable(_outside += operand.Storage.Bytes); // before any of it is set aside
        }

        operand.Storage.Attach(memory ?? new Tensor(value.Type, operand.Sizes));
        return _operands[value] = operand;
    }

    // The memory of an input that the first output may use: all of it for a view, or what no one reads after this step.
    private Storage? Shared(Launcher launcher, Node node, Operand?[] inputs, int index)
    {
        if (launcher.IsView)
        {
            return inputs[0]!.Storage;
        }

        var residual = launcher.AddsInPlace ? FusedForm.Of(node)!.Residual : null;
        foreach (var i in residual is { } place ? [place, .. launcher.InPlace] : launcher.InPlace)
        {
            if (
                i < inputs.Length
                && inputs[i] is { Storage.InArena: true } input
                && input.Storage.LastStep == index
                && input.Value.Shape.Equals(node.Outputs[0].Shape)
                && input.Type == node.Outputs[0].Type
                && input.Storage.Bytes == input.Count * input.Type.Size()
                && inputs.Count(other => other?.Storage == input.Storage) == 1
            )
            {
                return input.Storage;
            }
        }

        return null;
    }
}
