module true_dual_port (
  input  wire        clk,
  input  wire        rst,
  input  wire        a_we,
  input  wire  [9:0] a_addr,
  input  wire [15:0] a_wdata,
  output wire [15:0] a_rdata,
  input  wire        b_we,
  input  wire  [9:0] b_addr,
  input  wire [15:0] b_wdata,
  output wire [15:0] b_rdata
);
  (* ram_style = "block" *)
  reg [15:0] ram [0:1023];
  reg [15:0] ram_data = 16'd0;
  reg [15:0] ram_data_2 = 16'd0;

  // ram: true dual port, read first
  always @(posedge clk) begin
    if (a_we && !(b_we && b_addr == a_addr)) begin
      ram[a_addr] <= a_wdata;
    end
    ram_data <= ram[a_addr];
  end
  always @(posedge clk) begin
    if (b_we) begin
      ram[b_addr] <= b_wdata;
    end
    ram_data_2 <= ram[b_addr];
  end

  assign a_rdata = ram_data;
  assign b_rdata = ram_data_2;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 1024; k = k + 1) begin
      ram[k] = 16'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, rst};
endmodule
