using TorchSharp;

namespace Decant.PyTorch.Tests;

/// <summary>Numbers of PyTorch's tensors.</summary>
internal static class TorchNumbers
{
    /// <summary>All, the last axis fastest.</summary>
    public static double[] Of(torch.Tensor tensor)
    {
        using var plain = tensor.detach().to(torch.float64).contiguous();
        return plain.data<double>().ToArray();
    }
}
