using Microsoft.Extensions.AI;

namespace Decant.Teachers.Services;

/// <summary>Reaches the services that recipes name as teachers; who reads recipes from files brings one.</summary>
internal interface ITeacherServices
{
    /// <summary>A chat model.</summary>
    /// <param name="address">Where it is.</param>
    /// <exception cref="Engine.DecantException">The address or the key is missing or cannot be used.</exception>
    IChatClient Chat(ServiceAddress address);

    /// <summary>A model that answers texts with vectors.</summary>
    /// <inheritdoc cref="Chat"/>
    IEmbeddingGenerator<string, Embedding<float>> Embeddings(ServiceAddress address);
}
