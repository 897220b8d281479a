using System.ClientModel;
using System.ClientModel.Primitives;
using Decant.Engine;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Decant.Cli.Services;

/// <summary>Reaches services that speak OpenAI's protocol, hosted or on the own machine; their keys come from the environment.</summary>
internal sealed class OpenAiServices : ITeacherServices
{
    // Some models think for minutes.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IChatClient Chat(ServiceAddress address) => Client(address).GetChatClient(address.Model).AsIChatClient();

    /// <inheritdoc/>
    public IEmbeddingGenerator<string, Embedding<float>> Embeddings(ServiceAddress address) =>
        Client(address).GetEmbeddingClient(address.Model).AsIEmbeddingGenerator();

    private static OpenAIClient Client(ServiceAddress address)
    {
        var endpoint = address.Endpoint
            ?? throw new DecantException(
                $"{address.Section}.endpoint: expected the address of the service, received none. Write it with its path, such as "
                    + "http://localhost:11434/v1."
            );
        // Whoever asks counts the requests, so it repeats them, too.
        return new OpenAIClient(
            new ApiKeyCredential(Key(address)),
            new OpenAIClientOptions
            {
                Endpoint = new Uri(endpoint),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = s_patience,
            }
        );
    }

    // A service without keys is sent a word: the client insists on one.
    private static string Key(ServiceAddress address) =>
        address.KeyVariable is not { } variable ? "none"
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key ? key
        : throw new DecantException(
            $"{address.Section}.key-variable: expected the key of the service in the variable {variable} of the environment, which is not "
                + $"set. Set it before the command (export {variable}=…), or remove key-variable where the service needs no key."
        );
}
