namespace Decant.Pretrained;

/// <summary>A file of a pretrained network, and where it lies in its package.</summary>
/// <param name="Name">Its name in the network's folder, such as <c>model.onnx</c>.</param>
/// <param name="Place">
/// Its path in the package with <c>/</c>; a resource of an assembly comes after a <c>#</c>: <c>lib/netstandard2.1/A.dll#A.model.onnx</c>.
/// </param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, in lower-case hexadecimal.</param>
internal sealed record PretrainedFile(string Name, string Place, long Bytes, string Sha256);
