using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The answers to the last commands of a link, by number: a ground that repeats a command whose answer it lacks does so soon.</summary>
sealed class AnsweredCommands
{
    const int Remembered = 64;

    readonly Dictionary<uint, (CommandResult Result, string Text)> _answers = [];
    readonly Queue<uint> _oldest = new();

    /// <summary>The answer that a command got before.</summary>
    public bool TryFind(uint id, out (CommandResult Result, string Text) answer) => _answers.TryGetValue(id, out answer);

    /// <summary>Remembers an answer; the oldest gives way.</summary>
    public void Add(uint id, CommandResult result, string text)
    {
        if (!_answers.TryAdd(id, (result, text)))
            return;
        _oldest.Enqueue(id);
        if (_oldest.Count > Remembered)
            _ = _answers.Remove(_oldest.Dequeue());
    }
}
