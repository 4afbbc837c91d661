using System.Buffers.Binary;
using System.Device.I2c;
using RoverRaman.Instruments.Housekeeping;

namespace RoverRaman.Instruments.Tests;

/// <summary>Only with the official packages, which bring Iot.Device.Bindings. The INA219's registers stand in memory.</summary>
public class IotBoardSensorsTests
{
    [Fact]
    public void ReadRails_Registers_GiveVoltsAndAmperes()
    {
        // Shunt register: 10 uV a step; bus register: 4 mV a step above three flag bits (INA219 data sheet, SBOS448).
        using var sensors = new IotBoardSensors([Monitor("VDD_IN", 0.1)], _ => new Ina219Registers(shunt: 1500, bus: 1250 << 3 | 2));
        var rail = Assert.Single(sensors.ReadRails());
        Assert.Equal("VDD_IN", rail.Label);
        Assert.Equal((5.0, 0.15, 0.75), (Math.Round(rail.Volts, 6), Math.Round(rail.Amperes, 6), Math.Round(sensors.TotalWatts()!.Value, 6)));
    }

    [Fact]
    public void ReadRails_CurrentBackwards_IsNegative()
    {
        using var sensors = new IotBoardSensors([Monitor("VDD_IN", 0.1)], _ => new Ina219Registers(shunt: -1500, bus: 1250 << 3));
        Assert.Equal(-0.15, Assert.Single(sensors.ReadRails()).Amperes, 6);
    }

    [Fact]
    public void ReadRails_OneDoesNotAnswer_TheOthersDoAndItIsAskedAgain()
    {
        var cpu = new Ina219Registers(shunt: 10, bus: 250 << 3) { Absent = true };
        using var sensors = new IotBoardSensors([Monitor("VDD_CPU", 0.1), Monitor("VDD_IN", 0.01)],
            monitor => monitor.Label == "VDD_CPU" ? cpu : new Ina219Registers(shunt: 100, bus: 3000 << 3));
        Assert.Equal(["VDD_IN"], sensors.ReadRails().Select(rail => rail.Label));
        cpu.Absent = false;
        Assert.Equal(["VDD_CPU", "VDD_IN"], sensors.ReadRails().Select(rail => rail.Label));
    }

    [Fact]
    public void Open_NoSuchBus_IsAbsentNotZero()
    {
        using var sensors = Assert.IsType<IotBoardSensors>(BoardSource.Parse("iot:VDD_IN=97:0x40/0.1").Open());
        Assert.Empty(sensors.ReadRails());
        Assert.Null(sensors.TotalWatts());
    }

    [Fact]
    public void ReadTemperatures_WhateverThisMachineHas_IsPlausible()
    {
        using var sensors = new IotBoardSensors([]);
        Assert.All(sensors.ReadTemperatures(), zone => Assert.InRange(zone.Celsius, -60, 150));
    }

    [Fact]
    public void Dispose_ClosesTheDevices()
    {
        var registers = new Ina219Registers(0, 0);
        using (var sensors = new IotBoardSensors([Monitor("VDD_IN", 0.1)], _ => registers))
            Assert.Single(sensors.ReadRails());
        Assert.True(registers.Closed);
    }

    static PowerMonitor Monitor(string label, double ohms) => new(label, 1, 0x40, ohms);

    sealed class Ina219Registers(short shunt, int bus) : I2cDevice
    {
        const byte Shunt = 1, Bus = 2;
        byte _register;

        public bool Absent { get; set; }

        public bool Closed { get; private set; }

        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x40);

        public override void Read(Span<byte> buffer)
        {
            if (Absent)
                throw new IOException("no acknowledgement");
            BinaryPrimitives.WriteUInt16BigEndian(buffer, _register switch { Shunt => (ushort)shunt, Bus => (ushort)bus, _ => 0 });
        }

        public override void Write(ReadOnlySpan<byte> buffer) => _register = buffer[0];

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
        {
            Write(writeBuffer);
            Read(readBuffer);
        }

        protected override void Dispose(bool disposing)
        {
            Closed = true;
            base.Dispose(disposing);
        }
    }
}
