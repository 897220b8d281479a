using TorchSharp;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>A layer in PyTorch, and the same layer as a file has it.</summary>
internal sealed class Layer
{
    private readonly Dictionary<string, torch.Tensor> _numbers = new(StringComparer.Ordinal);
    private readonly List<torch.Tensor> _parameters = [];

    /// <summary>What it computes.</summary>
    public required Func<torch.Tensor, torch.Tensor> Forward { get; init; }

    /// <summary>Writes its nodes: the name of its input becomes the name of its output.</summary>
    public required Func<OnnxNetwork, string, string> Write { get; init; }

    /// <summary>What PyTorch's optimizer changes.</summary>
    public IReadOnlyList<torch.Tensor> Parameters => _parameters;

    /// <summary>A layer of one of PyTorch's modules, in float64 with weights that float32 holds.</summary>
    public static Layer Of<TModule>(
        TModule module,
        Func<TModule, torch.Tensor, torch.Tensor> forward,
        Func<Layer, OnnxNetwork, string, string> write
    )
        where TModule : torch.nn.Module
    {
        Layer? self = null;
        self = new Layer { Forward = x => forward(module, x), Write = (network, x) => write(self!, network, x) };
        foreach (
            var (name, number) in module
                .named_parameters()
                .Select(pair => (pair.name, (torch.Tensor)pair.parameter))
                .Concat(module.named_buffers().Select(pair => (pair.name, pair.buffer)))
        )
        {
            Scatter(name, number);
        }

        module.to(torch.float64);
        foreach (var (name, parameter) in module.named_parameters())
        {
            self._numbers[name] = parameter;
            self._parameters.Add(parameter);
        }

        foreach (var (name, buffer) in module.named_buffers())
        {
            self._numbers[name] = buffer;
        }

        return self;
    }

    /// <summary>A layer of a module that takes one tensor.</summary>
    public static Layer Of(torch.nn.Module<torch.Tensor, torch.Tensor> module, Func<Layer, OnnxNetwork, string, string> write) =>
        Of(module, (m, x) => m.call(x), write);

    /// <summary>A formula of its own parameters.</summary>
    /// <param name="shapes">Names and sizes of the parameters.</param>
    /// <param name="forward">What it computes from its input and them.</param>
    /// <param name="write">Writes its nodes.</param>
    public static Layer Of(
        IReadOnlyDictionary<string, long[]> shapes,
        Func<Func<string, torch.Tensor>, torch.Tensor, torch.Tensor> forward,
        Func<Layer, OnnxNetwork, string, string> write
    )
    {
        Layer? self = null;
        self = new Layer { Forward = x => forward(name => self!._numbers[name], x), Write = (network, x) => write(self!, network, x) };
        foreach (var (name, shape) in shapes)
        {
            using var numbers = torch.randn(shape) * 0.3;
            var parameter = new TorchSharp.Modules.Parameter(numbers.to(torch.float64));
            self._numbers[name] = parameter;
            self._parameters.Add(parameter);
        }

        return self;
    }

    /// <summary>Numbers of a parameter or statistic at this moment.</summary>
    public torch.Tensor Now(string name) => _numbers[name].detach();

    /// <summary>Makes all numbers such as 32-bit floats hold: the file has no others.</summary>
    public void Round()
    {
        using var _ = torch.no_grad();
        foreach (var number in _numbers.Values.Where(number => number.is_floating_point()))
        {
            number.copy_(number.to(torch.float32));
        }
    }

    // Scales of 1 and biases of 0 would hide that two were exchanged.
    private static void Scatter(string name, torch.Tensor numbers)
    {
        using var _ = torch.no_grad();
        if (numbers.dim() == 1 && !name.Contains("bias", StringComparison.Ordinal))
        {
            numbers.uniform_(0.5, 1.5);
        }
        else if (numbers.dim() == 1)
        {
            numbers.uniform_(-0.3, 0.3);
        }
    }
}
