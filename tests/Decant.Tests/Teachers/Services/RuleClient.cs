using Microsoft.Extensions.AI;

namespace Decant.Tests.Teachers.Services;

/// <summary>A chat model that is a rule of this program, and counts how often it is asked.</summary>
internal sealed class RuleClient : IChatClient
{
    private int _asked;

    public int Asked => _asked;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, OpinionTexts.ClassOf(messages.Last().Text))));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Answers are short.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
