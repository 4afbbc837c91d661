#if OFFICIAL_PACKAGES
using System.Device.I2c;
using Iot.Device.Adc;
using Iot.Device.CpuTemperature;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>
/// Iot.Device.Bindings behind the same contract: the processor's temperature on the systems that it knows, and INA219 power monitors on I2C for
/// boards whose kernel has no driver for theirs. It has no INA3221, which is what a Jetson carries: <see cref="BoardSensors"/> reads that.
/// </summary>
/// <param name="monitors">INA219 monitors.</param>
/// <param name="open">Opens the device of one; called again after it failed.</param>
public sealed class IotBoardSensors(IEnumerable<PowerMonitor> monitors, Func<PowerMonitor, I2cDevice> open) : IBoardSensors, IDisposable
{
    const double ShuntStepVolts = 10e-6;
    readonly CpuTemperature _processor = new();
    readonly PowerMonitor[] _monitors = [.. monitors];
    readonly Dictionary<PowerMonitor, I2cDevice> _open = [];

    /// <summary>Monitors at their addresses on the buses of this machine.</summary>
    public IotBoardSensors(IEnumerable<PowerMonitor> monitors)
        : this(monitors, monitor => I2cDevice.Create(new I2cConnectionSettings(monitor.Bus, monitor.Address)))
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<ThermalZone> ReadTemperatures()
    {
        try
        {
            return _processor.IsAvailable
                ? [.. _processor.ReadTemperatures().Select(sensor => new ThermalZone(sensor.Sensor, sensor.Temperature.DegreesCelsius)).Where(zone => double.IsFinite(zone.Celsius))]
                : [];
        }
        catch (Exception error) when (IsAbsent(error))
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PowerRail> ReadRails()
    {
        var rails = new List<PowerRail>();
        foreach (var monitor in _monitors)
        {
            try
            {
                rails.Add(Read(monitor));
            }
            catch (Exception error) when (IsAbsent(error))
            {
                // No such bus, nothing at the address, or switched off: looked for again with the next reading.
            }
        }
        return rails;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _processor.Dispose();
        foreach (var device in _open.Values)
            device.Dispose();
    }

    PowerRail Read(PowerMonitor monitor)
    {
        if (!_open.TryGetValue(monitor, out var device))
            _open.Add(monitor, device = open(monitor));
        var bound = new Ina219(device); // a view of the device, which stays ours to close
        // The current by the shunt's voltage: the device's own current register is zero until somebody calibrates it. The binding takes the
        // shunt's register for unsigned (4.2.0), and a current that flows back would be thousands of times too high.
        var steps = unchecked((short)(int)Math.Round(bound.ReadShuntVoltage().Volts / ShuntStepVolts));
        return new PowerRail(monitor.Label, bound.ReadBusVoltage().Volts, steps * ShuntStepVolts / monitor.ShuntOhms);
    }

    static bool IsAbsent(Exception error) => error is IOException or UnauthorizedAccessException or PlatformNotSupportedException;
}
#endif
