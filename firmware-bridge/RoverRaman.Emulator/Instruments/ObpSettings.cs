using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>The settings of an OBP instrument that are a number of fixed width: which message reads one, which sets it, and its limits.</summary>
/// <param name="model">What differs between instruments.</param>
sealed class ObpSettings(ObpModel model)
{
    readonly Setting[] _settings =
    [
        new(ObpMessageType.GetTriggerMode, ObpMessageType.SetTriggerMode, 1, 0, 3, 0),
        new(ObpMessageType.GetScansToAverage, ObpMessageType.SetScansToAverage, 2, 1, 5000, 1),
        new(ObpMessageType.GetBoxcar, ObpMessageType.SetBoxcar, 1, 0, 15, 0),
        new(ObpMessageType.GetBinning, ObpMessageType.SetBinning, 1, 0, 3, 0),
        new(ObpMessageType.GetAcquisitionDelay, ObpMessageType.SetAcquisitionDelay, 4, 0, 335_500_000, 0),
        new(ObpMessageType.GetLampEnable, ObpMessageType.SetLampEnable, 1, 0, 1, 0),
        new(ObpMessageType.GetIntegrationTime, ObpMessageType.SetIntegrationTime, 4, model.ShortestMicroseconds, model.LongestMicroseconds, 0),
        new(ObpMessageType.GetTecEnable, ObpMessageType.SetTecEnable, 1, 0, 1, 0),
    ];

    public uint Microseconds => this[ObpMessageType.GetIntegrationTime];

    public bool LampOn => this[ObpMessageType.GetLampEnable] == 1;

    public int Scans => (int)this[ObpMessageType.GetScansToAverage];

    uint this[ObpMessageType get] => _settings.Single(setting => setting.Get == get).Value;

    /// <summary>The value that a message asks for and its width in bytes, or null where it asks for none of these.</summary>
    public (uint Value, int Width)? Read(ObpMessageType get) =>
        _settings.FirstOrDefault(setting => setting.Get == get && IsThere(setting)) is { } found ? (found.Value, found.Width) : null;

    /// <summary>Carries a set command out; null where the message sets none of these.</summary>
    public ObpError? Write(ObpMessageType set, ReadOnlySpan<byte> data)
    {
        if (_settings.FirstOrDefault(setting => setting.Set == set && IsThere(setting)) is not { } found)
            return null;
        if (data.Length != found.Width)
            return ObpError.PayloadLengthMismatch;
        var value = Number(data);
        if (value < found.Minimum || value > found.Maximum)
            return ObpError.PayloadInvalid;
        found.Value = value;
        return ObpError.None;
    }

    /// <summary>Least significant byte first.</summary>
    public static uint Number(ReadOnlySpan<byte> data)
    {
        uint value = 0;
        for (var i = data.Length - 1; i >= 0; i--)
            value = value << 8 | data[i];
        return value;
    }

    bool IsThere(Setting setting) => model.HasTec || setting.Get != ObpMessageType.GetTecEnable;

    sealed class Setting(ObpMessageType get, ObpMessageType set, int width, uint minimum, uint maximum, uint value)
    {
        public ObpMessageType Get => get;
        public ObpMessageType Set => set;
        public int Width => width;
        public uint Minimum => minimum;
        public uint Maximum => maximum;
        public uint Value { get; set; } = value;
    }
}
