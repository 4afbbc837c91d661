from setuptools import setup

setup(
    name="roverraman_bridge",
    version="0.1.0",
    packages=["roverraman_bridge"],
    data_files=[("share/ament_index/resource_index/packages", ["resource/roverraman_bridge"]), ("share/roverraman_bridge", ["package.xml"])],
    install_requires=["setuptools", "msgpack"],
    entry_points={"console_scripts": ["bridge = roverraman_bridge.node:main"]},
)
