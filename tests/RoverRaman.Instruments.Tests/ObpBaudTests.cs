using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

public class ObpBaudTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Counts what it is asked, and answers only at its own rate.
    int _instrumentBaud = 115200, _asked;

    [Fact]
    public void Search_FirstAnswerDamaged_AsksAgainAtTheSameRate()
    {
        using var line = Line(115200, damaged: 1);
        Assert.Equal(115200, ObpBaud.Search(line, Patience, default));
        Assert.Empty(line.Rates);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public void Search_EveryAnswerDamaged_GoesOnAfterThreeQuestions()
    {
        using var line = Line(115200, damaged: 3);
        Assert.Throws<TimeoutException>(() => ObpBaud.Search(line, Patience, default));
        Assert.Equal([9600, 57600, 19200, 38400], line.Rates);
        Assert.Equal(3 + 4, _asked);
    }

    [Fact]
    public void Search_Silence_AsksOnceARate()
    {
        _instrumentBaud = 57600;
        using var line = Line(115200);
        Assert.Equal(57600, ObpBaud.Search(line, Patience, default));
        Assert.Equal([9600, 57600], line.Rates);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public void Search_AnswerAtAnotherRateDamaged_AsksAgainThere()
    {
        _instrumentBaud = 9600;
        using var line = Line(115200, damaged: 1);
        Assert.Equal(9600, ObpBaud.Search(line, Patience, default));
        Assert.Equal([9600], line.Rates);
    }

    [Fact]
    public void Change_FirstAnswerDamaged_StaysAtTheNewRate()
    {
        using var line = Line(9600, damaged: 1);
        ObpBaud.Change(line, 115200, TimeSpan.Zero, Patience, default);
        Assert.Equal([115200], line.Rates);
    }

    [Fact]
    public void Settle_FirstAnswerDamaged_IsCountedByTheSpectrometer()
    {
        var line = Line(115200, damaged: 1);
        using var spectrometer = ObpSpectrometer.Settle(line, 115200, ObpModel.Sts, null, default);
        var counters = spectrometer.Counters;
        Assert.Equal((1, 1, 1, 64), (counters.Retries, counters.Timeouts, counters.BadFrames, counters.BytesSkipped));
    }

    ScriptedLine Line(int baud, int damaged = 0)
    {
        var sts = VirtualInstrument.NewSts();
        ScriptedLine? line = null;
        return line = new ScriptedLine(new ScriptedInstrument((type, flags, regarding, data) =>
        {
            _asked++;
            return line!.Baud != _instrumentBaud ? []
                : sts.Receive(VirtualSts.Encode(new ObpMessage { Type = type, Flags = flags, Regarding = regarding, Data = data })).Select(reply => reply.Bytes);
        }), baud)
        { Damaged = damaged };
    }
}
